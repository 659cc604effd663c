package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Sourced;
import dev.headwater.core.media.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The files films and episodes are packaged from. */
final class TitleFiles {
    private TitleFiles() {}

    /** @param url {@code file:/abs/path}, {@code http(s)://…} or {@code upload:ID} */
    static Source source(String url, @Nullable Boolean allowPrivate) {
        Source source = OperationException.blaming("source", () -> new Source(url, allowPrivate));
        switch (source.kind()) {
            case HTTP -> SourceAddresses.check(source);
            case UPLOAD -> {} // what names it was looked up where it came in
            case FILE -> {
                Path file = OperationException.blaming("source", () -> Path.of(source.rest()));
                if (!Files.isRegularFile(file)) {
                    throw OperationException.invalid("source", "there is no file " + source.rest());
                }
            }
            case TESTCARD, PLAYLIST, UDP, RTP, SRT, RTMP, RTSP, CAPTURE, SEALED ->
                throw OperationException.invalid(
                        "source", "a film is made from a file: file:/absolute/path or http(s)://…");
        }
        return source;
    }

    /**
     * A source as it can be opened on this machine.
     *
     * @param field which one it was sent in
     */
    static String resolved(Sourced.Resolver sources, String field, String url) {
        String found = sources.of(field, url);
        return found.startsWith("/") ? "file:" + found : found;
    }

    /** Refuses a file of this machine that no film can be made of. What a server has is seen when it is fetched. */
    static void lookInto(Source source, TitleCheck check) {
        if (source.kind() == Source.Kind.FILE) {
            check.refusal(source).ifPresent(reason -> {
                throw OperationException.invalid("source", reason);
            });
        }
    }

    /** A name for what was given none: the file's, without its extension. */
    static String name(String url) {
        String path = url.replaceFirst("[?#].*", "");
        String name = path.substring(path.lastIndexOf('/') + 1)
                .replaceFirst("\\.[A-Za-z0-9]{1,5}$", "")
                .replace('_', ' ')
                .strip();
        return name.isEmpty() ? "Untitled" : name;
    }
}
