package dev.headwater.api.listing;

import dev.headwater.api.listing.PlaylistRequest.Part;
import dev.headwater.api.listing.PlaylistRequest.Style;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.ListSettings.Catchup;
import dev.headwater.core.playback.StreamFormat;
import dev.headwater.core.subscriber.Traces;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Lists that carry a line's credentials: filled in from the templates that stand ready. */
public final class LineLists implements Traces {
    private final Listings listings;
    private final KeptFiles files;

    LineLists(Listings listings, KeptFiles files) {
        this.listings = listings;
        this.files = files;
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
            return files.of(line.id(), what.toString(), gzip, out -> write(request, entries, out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            entries.forEach(Prepared::close);
        }
    }

    @Override
    public List<Trace> of(int line, String name) {
        return files.lengths(line).stream()
                .map(length -> new Trace("playlist", null, length + " bytes, kept for a day at most"))
                .toList();
    }

    @Override
    public void erase(int line, String name) {
        files.forget(line);
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
     * What {@code panel_api.php} answers: {@code user_info}, {@code server_info}, then all categories and streams. Kept
     * for a while, too. To be closed.
     *
     * @param login a JSON object, to which the rest is added
     * @param asOf differs where a login has to be told anew
     */
    public Prepared panel(Visitor visitor, String login, String asOf, boolean gzip) {
        List<Prepared> categories = new ArrayList<>();
        List<Prepared> rows = new ArrayList<>();
        try {
            for (Scope scope : Scope.values()) {
                categories.add(listings.categories(scope, visitor, false));
            }
            for (Scope scope : List.of(Scope.LIVE, Scope.MOVIE)) {
                rows.add(listings.open(scope, Form.PANEL, Documents.ROWS, visitor, false)
                        .orElseThrow());
            }
            String what = "panel\n" + etags(categories) + etags(rows) + "\n" + asOf;
            return files.of(visitor.line().id(), what, gzip, out -> write(login, categories, rows, out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            categories.forEach(Prepared::close);
            rows.forEach(Prepared::close);
        }
    }

    private static String etags(List<Prepared> parts) {
        return parts.stream().map(Prepared::etag).collect(Collectors.joining(","));
    }

    private static void write(String login, List<Prepared> categories, List<Prepared> rows, OutputStream out)
            throws IOException {
        utf8(login.substring(0, login.lastIndexOf('}')) + ",\"categories\":{", out);
        Iterator<Prepared> lists = categories.iterator();
        String comma = "";
        for (Scope scope : Scope.values()) {
            utf8(comma + "\"" + scope.wire() + "\":", out);
            lists.next().stream().transferTo(out);
            comma = ",";
        }
        utf8("},\"available_channels\":{", out);
        comma = "";
        for (Prepared some : rows) {
            if (some.length() > 0) {
                utf8(comma, out);
                some.stream().transferTo(out);
                comma = ",";
            }
        }
        utf8("}}", out);
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

    /** Items of {@code enigma2.php}, as XML. Kept for a while, too. To be closed. */
    public Prepared enigma(Visitor visitor, String publicBase, String password, Items wanted, boolean gzip) {
        String document = switch (wanted) {
            case Items.Categories _ -> Documents.CATEGORIES;
            case Items.Of(Scope _, OptionalInt category) -> Documents.rows(category);
        };
        Scope scope = switch (wanted) {
            case Items.Categories(Scope of) -> of;
            case Items.Of(Scope of, OptionalInt _) -> of;
        };
        String user = visitor.line().name();
        LineText text = new LineText(publicBase, user, password, ".ts", Catchup.DEFAULT);
        List<Prepared> items = new ArrayList<>();
        try {
            listings.open(scope, Form.ENIGMA, document, visitor, false).ifPresent(items::add);
            String what = "enigma\n" + etags(items) + "\n" + publicBase + "\n" + user + "\n" + password;
            return files.of(visitor.line().id(), what, gzip, out -> {
                utf8("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<items>\n", out);
                for (Prepared some : items) {
                    text.fill(some.stream(), out);
                }
                utf8("</items>\n", out);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            items.forEach(Prepared::close);
        }
    }

    private static void utf8(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
