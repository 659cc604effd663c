package dev.headwater.ingest.fetch;

import dev.headwater.core.fetch.FetchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files a channel plays one after the other: those of a folder by name, or what an M3U list names, in its order. */
public final class FileList {
    static final int MAX_FILES = 1000;
    private static final int MAX_BYTES = 1 << 20;

    private FileList() {}

    /** @throws FetchException where there is none, or nothing in it, with the reason */
    public static List<Path> read(Path listOrFolder) throws IOException {
        if (!Files.exists(listOrFolder)) {
            throw FetchException.lasting("there is no playlist " + listOrFolder);
        }
        List<Path> files = Files.isDirectory(listOrFolder) ? folder(listOrFolder) : list(listOrFolder);
        if (files.isEmpty()) {
            throw FetchException.lasting("the playlist " + listOrFolder + " names no files");
        }
        if (files.size() > MAX_FILES) {
            throw FetchException.lasting("the playlist " + listOrFolder + " names more than " + MAX_FILES + " files");
        }
        return files;
    }

    private static List<Path> folder(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> list(Path list) throws IOException {
        if (Files.size(list) > MAX_BYTES) {
            throw FetchException.lasting("the playlist " + list + " has more than " + (MAX_BYTES >> 20) + " MB");
        }
        List<Path> files = new ArrayList<>();
        String text = new String(Files.readAllBytes(list), StandardCharsets.UTF_8);
        for (String line : text.replace("\ufeff", "").lines().map(String::strip).toList()) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                files.add(file(list, line));
            }
        }
        return files;
    }

    private static Path file(Path list, String line) throws FetchException {
        if (line.matches("[A-Za-z][A-Za-z0-9+.-]+://.*")) {
            throw FetchException.lasting(
                    "the playlist " + list + " names a URL: it may name files of this machine alone");
        }
        try {
            return list.resolveSibling(line).normalize();
        } catch (InvalidPathException e) {
            throw FetchException.lasting("the playlist " + list + " names a file that can not be");
        }
    }
}
