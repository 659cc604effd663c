package dev.headwater.functions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What is uploaded. */
record Zips(Path file) {
    static final Zips HTTP = new Zips(Path.of("target", "headwater-http.zip"));
    static final Zips WORK = new Zips(Path.of("target", "headwater-work.zip"));

    List<ZipEntry> entries() throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<ZipEntry> all = new ArrayList<>();
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                all.add(entries.nextElement());
            }
            return all;
        }
    }

    /** Unpacks it, as Lambda does into {@code /var/task}. */
    void unpack(Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : entries()) {
                Path to = folder.resolve(entry.getName()).normalize();
                if (!to.startsWith(folder)) {
                    throw new IOException("an entry leads out of its folder");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(to);
                } else {
                    Files.createDirectories(to.getParent());
                    Files.copy(zip.getInputStream(entry), to);
                }
            }
        }
    }
}
