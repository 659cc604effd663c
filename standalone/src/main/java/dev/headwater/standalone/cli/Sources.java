package dev.headwater.standalone.cli;

import dev.headwater.standalone.control.Control;
import dev.headwater.standalone.runtime.ProgressLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Files as they are typed: paths are of this folder, which is not the server's, and may be of another machine. */
final class Sources {
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");
    private static final String FILE = "file:";

    private final Common common;
    private final Control control;

    /** @param control where they are to be found; what is not is sent there */
    Sources(Common common, Control control) {
        this.common = common;
        this.control = control;
    }

    /** {@code file:/abs/path}, an upload, or the URL that was typed. */
    String media(String fileOrUrl) {
        if (URL.matcher(fileOrUrl).matches()) {
            return url(fileOrUrl);
        }
        Path file = absolute(fileOrUrl);
        return sent(file).orElse(FILE + file);
    }

    /** The URL that was typed; of one that names a file an upload, where that is elsewhere. */
    String url(String typed) {
        return typed.startsWith(FILE + "/")
                ? sent(Path.of(typed.substring(FILE.length()))).orElse(typed)
                : typed;
    }

    /** {@code /abs/path}, an upload, or the URL that was typed. */
    String list(String fileOrUrl) {
        if (URL.matcher(fileOrUrl).matches() && !Files.exists(Path.of(fileOrUrl))) {
            return fileOrUrl;
        }
        Path file = absolute(fileOrUrl);
        return sent(file).orElse(file.toString());
    }

    private Optional<String> sent(Path file) {
        try (Bar bar = new Bar(file)) {
            return control.upload(file, bar);
        }
    }

    /** There only once something is sent. */
    private final class Bar implements Control.Sent, AutoCloseable {
        private final Path file;
        private @Nullable ProgressLine line;
        private long percent = -1;

        private Bar(Path file) {
            this.file = file;
        }

        @Override
        public void at(long done, long all) {
            ProgressLine shown = line == null ? common.progress("Sending " + file.getFileName()) : line;
            line = shown;
            long now = all == 0 ? 100 : done * 100 / all;
            if (now != percent) {
                percent = now;
                shown.at(done, Math.max(1, all));
            }
        }

        @Override
        public void close() {
            if (line != null) {
                line.close();
            }
        }
    }

    private static Path absolute(String file) {
        return Path.of(file).toAbsolutePath().normalize();
    }
}
