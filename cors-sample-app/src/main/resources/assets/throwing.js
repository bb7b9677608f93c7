throw new Error('The cart of Ada is empty');
