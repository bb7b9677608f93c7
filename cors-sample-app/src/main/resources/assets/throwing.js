cartOfAda.total();
