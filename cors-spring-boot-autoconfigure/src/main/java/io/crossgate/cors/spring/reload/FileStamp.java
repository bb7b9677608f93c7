package io.crossgate.cors.spring.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be told of files without reading them. Folders that Kubernetes mounts change
 * by one link that is renamed; so what a name stands for is part of it. Events of the
 * file system are not asked for: they miss such links and mounts of other machines.
 *
 * @param entries the real path, size, time and identity of each file
 * @param newest when one of them was changed last, in milliseconds of the epoch
 */
record FileStamp(List<String> entries, long newest) {

	/**
	 * Clocks of file systems tick that slowly: a file can change once more within its
	 * time, and keep it.
	 */
	private static final long TICK = 2_000;

	FileStamp {
		entries = List.copyOf(entries);
	}

	static FileStamp of(Path location) {
		List<String> entries = new ArrayList<>();
		long newest = 0;
		try {
			entries.add(location.toRealPath().toString());
			for (Path file : WatchedFiles.list(location)) {
				BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
				newest = Math.max(newest, attributes.lastModifiedTime().toMillis());
				entries.add(file.getFileName() + " " + file.toRealPath() + " " + attributes.size() + " "
						+ attributes.lastModifiedTime() + " " + attributes.fileKey());
			}
		}
		catch (IOException ex) {
			entries.add(ex.toString());
		}
		return new FileStamp(entries, newest);
	}

	/**
	 * Return whether no file can have changed since without a change of this.
	 * @param time when the files were read, in milliseconds of the epoch
	 */
	boolean isCertain(long time) {
		return this.newest + TICK < time;
	}

}
