package io.crossgate.cors.origin.pattern;

import io.crossgate.cors.util.HashSlots;

/**
 * Finds exact origins among entries. The table holds positions, and beside each as many
 * bits of the hash as there is room for, so that it takes 8 to 16 bytes an origin and
 * hardly ever looks at the text of another one. Changed once it is built only by making
 * {@linkplain #moved another} of it.
 */
final class OriginTable {

	private static final int MIN_SIZE = 8;

	private final String[] entries;

	/** So many low bits hold a position plus 1; the others are those of the hash. */
	private final int positionBits;

	/** 0 where nothing is. */
	private int[] slots;

	private int size;

	/**
	 * Creates a table without any origin.
	 * @param entries the entries by position; not changed any more
	 * @param expected as many origins as can be added before the table has to grow
	 */
	OriginTable(String[] entries, int expected) {
		this(entries, new int[slots(expected)], 0);
	}

	private OriginTable(String[] entries, int[] slots, int size) {
		this.entries = entries;
		this.positionBits = positionBits(entries);
		this.slots = slots;
		this.size = size;
	}

	/** At most every second slot is taken. */
	private static int slots(int size) {
		return (size <= MIN_SIZE / 2) ? MIN_SIZE : Integer.highestOneBit(size * 2 - 1) * 2;
	}

	private static int positionBits(String[] entries) {
		return Integer.SIZE - Integer.numberOfLeadingZeros(entries.length);
	}

	int size() {
		return this.size;
	}

	/**
	 * Return the position of an origin.
	 * @param origin any string
	 * @return where it was added, or -1 if it was not
	 */
	int find(String origin) {
		int[] slots = this.slots;
		int hash = origin.hashCode();
		int tag = hash << this.positionBits;
		int mask = slots.length - 1;
		int slot = HashSlots.first(hash, slots.length);
		for (int value = slots[slot]; value != 0; value = slots[slot]) {
			int position = value - tag - 1;
			if (position >= 0 && position < this.entries.length && this.entries[position].equals(origin)) {
				return position;
			}
			slot = (slot + 1) & mask;
		}
		return -1;
	}

	/**
	 * Adds the origin at a position.
	 * @param position the position
	 * @return whether it is a new one
	 */
	boolean add(int position) {
		if (find(this.entries[position]) >= 0) {
			return false;
		}
		if ((this.size + 1) * 2 > this.slots.length) {
			this.slots = resized(this.slots.length).slots;
		}
		insert(position);
		return true;
	}

	private void insert(int position) {
		int hash = this.entries[position].hashCode();
		int mask = this.slots.length - 1;
		int slot = HashSlots.first(hash, this.slots.length);
		while (this.slots[slot] != 0) {
			slot = (slot + 1) & mask;
		}
		this.slots[slot] = (hash << this.positionBits) | (position + 1);
		this.size++;
	}

	/**
	 * Return the positions of the origins.
	 * @return positions, in no order
	 */
	int[] positions() {
		int[] positions = new int[this.size];
		int count = 0;
		for (int value : this.slots) {
			if (value != 0) {
				positions[count++] = number(value) - 1;
			}
		}
		return positions;
	}

	/**
	 * Return the same table in the size that it needs.
	 * @return a table; this one if it has that size
	 */
	OriginTable trimmed() {
		return (slots(this.size) == this.slots.length) ? this : resized(this.size);
	}

	private OriginTable resized(int expected) {
		OriginTable resized = new OriginTable(this.entries, expected);
		resized.insertAll(this);
		return resized;
	}

	private void insertAll(OriginTable table) {
		for (int value : table.slots) {
			if (value != 0) {
				insert(number(value) - 1);
			}
		}
	}

	/**
	 * Return a table of other entries, of which many are the same. As long as the size
	 * fits, the slots are copied: what has stayed is neither hashed nor compared.
	 * @param numbers for each position of this table the new one plus 1, or 0 if the
	 * origin is not kept
	 * @param kept how many origins are kept
	 * @param added the other origins, none of which is in this table
	 * @return another table, over the entries of those that are added
	 */
	OriginTable moved(int[] numbers, int kept, OriginTable added) {
		int size = kept + added.size;
		boolean fits = slots(size) == this.slots.length && added.positionBits == this.positionBits
				&& kept > this.size / 2;
		OriginTable moved = fits ? new OriginTable(added.entries, movedSlots(numbers), kept)
				: new OriginTable(added.entries, size);
		for (int value : fits ? new int[0] : this.slots) {
			if (value != 0 && numbers[number(value) - 1] != 0) {
				moved.insert(numbers[number(value) - 1] - 1);
			}
		}
		moved.insertAll(added);
		return moved;
	}

	private int[] movedSlots(int[] numbers) {
		int[] copy = this.slots.clone();
		boolean unmoved = true;
		for (int i = 0; i < numbers.length; i++) {
			if (numbers[i] == 0 && find(this.entries[i]) == i) {
				remove(copy, i);
			}
			unmoved &= numbers[i] == 0 || numbers[i] == i + 1;
		}
		for (int i = unmoved ? copy.length : 0; i < copy.length; i++) {
			int number = number(copy[i]);
			if (number != 0) {
				copy[i] = copy[i] - number + numbers[number - 1];
			}
		}
		return copy;
	}

	/** Moves up what stands behind and has been displaced, so that no gap hides it. */
	private void remove(int[] copy, int position) {
		int mask = copy.length - 1;
		int gap = home(position, copy.length);
		while (number(copy[gap]) != position + 1) {
			gap = (gap + 1) & mask;
		}
		for (int next = (gap + 1) & mask; copy[next] != 0; next = (next + 1) & mask) {
			int displacement = (next - home(number(copy[next]) - 1, copy.length)) & mask;
			if (displacement >= ((next - gap) & mask)) {
				copy[gap] = copy[next];
				gap = next;
			}
		}
		copy[gap] = 0;
	}

	private int home(int position, int length) {
		return HashSlots.first(this.entries[position].hashCode(), length);
	}

	private int number(int value) {
		return value & ((1 << this.positionBits) - 1);
	}

}
