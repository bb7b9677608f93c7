package io.crossgate.cors.spring.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A ConfigMap mounted by Kubernetes, which is changed as the kubelet changes it: the new
 * files are written to a folder of their own, a link to it is made and renamed over
 * <code>..data</code>, and the folder from before is removed. The files that one sees are
 * links through <code>..data</code>.
 *
 * @see <a href=
 * "https://github.com/kubernetes/kubernetes/blob/master/pkg/volume/util/atomic_writer.go">Kubernetes,
 * AtomicWriter</a>
 */
public final class MountedFolder {

	private final Path folder;

	private int version;

	public MountedFolder(Path folder, Map<String, String> files) {
		this.folder = folder;
		put(files);
	}

	public Path path() {
		return this.folder;
	}

	/** Puts other files in the place of all that are there. */
	public void put(Map<String, String> files) {
		try {
			Files.createDirectories(this.folder);
			Path data = this.folder.resolve("..data");
			Path before = Files.exists(data) ? data.toRealPath() : null;
			this.version++;
			Path written = Files.createDirectory(this.folder.resolve("..2026_11_29_05_00_00." + this.version));
			for (Map.Entry<String, String> file : files.entrySet()) {
				// The same time always, so that it is the link by which a change is told.
				Files.setLastModifiedTime(Files.writeString(written.resolve(file.getKey()), file.getValue()),
						FileTime.fromMillis(0));
			}
			Path link = Files.createSymbolicLink(this.folder.resolve("..data_tmp"), written.getFileName());
			Files.move(link, data, StandardCopyOption.ATOMIC_MOVE);
			for (String name : files.keySet()) {
				Path visible = this.folder.resolve(name);
				if (!Files.isSymbolicLink(visible)) {
					Files.createSymbolicLink(visible, Path.of("..data", name));
				}
			}
			for (Path visible : visible()) {
				if (!files.containsKey(visible.getFileName().toString())) {
					Files.delete(visible);
				}
			}
			if (before != null) {
				remove(before);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<Path> visible() throws IOException {
		try (Stream<Path> entries = Files.list(this.folder)) {
			return entries.filter((entry) -> !entry.getFileName().toString().startsWith("..")).toList();
		}
	}

	private static void remove(Path folder) throws IOException {
		try (Stream<Path> entries = Files.walk(folder)) {
			for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(entry);
			}
		}
	}

}
