package dev.headwater.standalone.cli;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Files as they are typed: paths are of this folder, which is not the server's. */
final class Sources {
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    private Sources() {}

    /** {@code file:/abs/path}, or the URL that was typed. */
    static String of(String fileOrUrl) {
        return URL.matcher(fileOrUrl).matches()
                ? fileOrUrl
                : "file:" + Path.of(fileOrUrl).toAbsolutePath().normalize();
    }
}
