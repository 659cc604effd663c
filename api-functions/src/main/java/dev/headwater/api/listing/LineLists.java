package dev.headwater.api.listing;

import dev.headwater.api.listing.PlaylistRequest.Part;
import dev.headwater.api.listing.PlaylistRequest.Style;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.ListSettings.Catchup;
import dev.headwater.core.playback.StreamFormat;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Lists that carry a line's credentials: filled in from the templates that stand ready. */
public final class LineLists {
    private final Listings listings;
    private final KeptFiles files;
    private final Path folder;

    LineLists(Listings listings, KeptFiles files, Path folder) {
        this.listings = listings;
        this.files = files;
        this.folder = folder;
    }

    /** The playlist of a line, its URLs ready to be opened. Made when it is asked for first, and kept for a while. */
    public Prepared playlist(PlaylistRequest request, boolean gzip) {
        List<Prepared> entries = new ArrayList<>();
        try {
            StringBuilder what = new StringBuilder();
            for (Scope scope : Scope.values()) {
                entries(scope, request).ifPresent(found -> {
                    entries.add(found);
                    what.append(scope).append(found.etag());
                });
            }
            Line line = request.visitor().line();
            what.append('\n')
                    .append(request.style())
                    .append(request.format())
                    .append(line.lists().catchup());
            what.append('\n').append(request.publicBase()).append('\n').append(line.name());
            what.append('\n').append(request.password());
            return files.of(what.toString(), gzip, out -> write(request, entries, out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            entries.forEach(Prepared::close);
        }
    }

    private Optional<Prepared> entries(Scope scope, PlaylistRequest request) {
        Set<Part> parts = request.parts();
        return switch (scope) {
            case LIVE -> channels(parts.contains(Part.LIVE), parts.contains(Part.RADIO), request);
            case MOVIE -> parts.contains(Part.MOVIE) ? open(scope, Documents.ENTRIES, request) : Optional.empty();
            case SERIES -> parts.contains(Part.SERIES) ? open(scope, Documents.ENTRIES, request) : Optional.empty();
        };
    }

    private Optional<Prepared> channels(boolean seen, boolean radio, PlaylistRequest request) {
        if (!seen) {
            return radio ? open(Scope.LIVE, Documents.RADIO_ENTRIES, request) : Optional.empty();
        }
        return (radio ? Optional.<Prepared>empty() : open(Scope.LIVE, Documents.SEEN_ENTRIES, request))
                .or(() -> open(Scope.LIVE, Documents.ENTRIES, request));
    }

    private Optional<Prepared> open(Scope scope, String document, PlaylistRequest request) {
        String prefix = request.style() == Style.M3U_PLUS ? Documents.PLUS : "";
        return listings.open(scope, Form.M3U, prefix + document, request.visitor(), false);
    }

    private static void write(PlaylistRequest request, List<Prepared> entries, OutputStream out) throws IOException {
        String user = request.visitor().line().name();
        boolean plus = request.style() == Style.M3U_PLUS;
        LineText text = new LineText(
                request.publicBase(),
                user,
                request.password(),
                end(request.format(), plus),
                request.visitor().line().lists().catchup());
        String guide = request.publicBase() + "/xmltv.php?" + LineText.query(user, request.password());
        utf8(
                switch (request.style()) {
                    case M3U -> "#EXTM3U\n";
                    case M3U_PLUS -> "#EXTM3U x-tvg-url=\"" + guide + "\" url-tvg=\"" + guide + "\"\n";
                    case ENIGMA -> "#NAME Headwater\n";
                    case SIMPLE -> "";
                },
                out);
        OutputStream lines = request.style() == Style.M3U || plus ? out : new SetTopBoxLines(request.style(), out);
        for (Prepared part : entries) {
            text.fill(part.stream(), lines);
        }
    }

    /** Kodi knows {@code catchup="xc"} only by an address without {@code .ts}. */
    private static String end(StreamFormat format, boolean plus) {
        return switch (format) {
            case HLS -> ".m3u8";
            case MPEG_TS -> plus ? "" : ".ts";
        };
    }

    /**
     * What {@code panel_api.php} answers: {@code user_info}, {@code server_info}, then all categories and streams. To be
     * closed.
     *
     * @param login a JSON object, to which the rest is added
     */
    public Prepared panel(Visitor visitor, String login, boolean gzip) {
        return made(gzip, out -> {
            utf8(login.substring(0, login.lastIndexOf('}')) + ",\"categories\":{", out);
            String comma = "";
            for (Scope scope : Scope.values()) {
                utf8(comma + "\"" + scope.wire() + "\":", out);
                try (Prepared categories = listings.categories(scope, visitor, false)) {
                    categories.stream().transferTo(out);
                }
                comma = ",";
            }
            utf8("},\"available_channels\":{", out);
            comma = "";
            for (Scope scope : List.of(Scope.LIVE, Scope.MOVIE)) {
                try (Prepared rows = listings.open(scope, Form.PANEL, Documents.ROWS, visitor, false)
                        .orElseThrow()) {
                    if (rows.length() > 0) {
                        utf8(comma, out);
                        rows.stream().transferTo(out);
                        comma = ",";
                    }
                }
            }
            utf8("}}", out);
        });
    }

    /** What a set-top box browses. */
    public sealed interface Items {
        /** The categories of a scope. */
        record Categories(Scope scope) implements Items {}

        /**
         * What stands in them.
         *
         * @param category only in this; empty: in all
         */
        record Of(Scope scope, OptionalInt category) implements Items {}
    }

    /** Items of {@code enigma2.php}, as XML. To be closed. */
    public Prepared enigma(Visitor visitor, String publicBase, String password, Items wanted, boolean gzip) {
        String document = switch (wanted) {
            case Items.Categories _ -> Documents.CATEGORIES;
            case Items.Of(Scope _, OptionalInt category) -> Documents.rows(category);
        };
        Scope scope = switch (wanted) {
            case Items.Categories(Scope of) -> of;
            case Items.Of(Scope of, OptionalInt _) -> of;
        };
        LineText text = new LineText(publicBase, visitor.line().name(), password, ".ts", Catchup.DEFAULT);
        return made(gzip, out -> {
            utf8("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<items>\n", out);
            Optional<Prepared> items = listings.open(scope, Form.ENIGMA, document, visitor, false);
            if (items.isPresent()) {
                try (Prepared found = items.get()) {
                    text.fill(found.stream(), out);
                }
            }
            utf8("</items>\n", out);
        });
    }

    /** An answer that is not kept. */
    private Prepared made(boolean gzip, KeptFiles.Writer writer) {
        try {
            Spool spool = new Spool(folder);
            try {
                KeptFiles.encode(spool, gzip, writer);
                InputStream body = new FilterInputStream(spool.open()) {
                    @Override
                    public void close() throws IOException {
                        spool.close();
                    }
                };
                return new Prepared(null, body, spool.length(), gzip, "\"\"", Optional.empty());
            } catch (IOException | RuntimeException e) {
                spool.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void utf8(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
