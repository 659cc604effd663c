package dev.headwater.standalone.check;

import dev.headwater.core.fetch.FetchException;
import dev.headwater.core.fetch.Urls;
import io.lindstrom.m3u8.model.AlternativeRendition;
import io.lindstrom.m3u8.model.KeyMethod;
import io.lindstrom.m3u8.model.MasterPlaylist;
import io.lindstrom.m3u8.model.MediaPlaylist;
import io.lindstrom.m3u8.model.MediaSegment;
import io.lindstrom.m3u8.model.MediaType;
import io.lindstrom.m3u8.model.SegmentKey;
import io.lindstrom.m3u8.model.SegmentMap;
import io.lindstrom.m3u8.model.Variant;
import io.lindstrom.m3u8.parser.MasterPlaylistParser;
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import io.lindstrom.m3u8.parser.ParsingMode;
import java.io.IOException;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads playlists by a strict parser that nobody here wrote. */
final class PlaylistReader {
    private static final Pattern VARIANT = Pattern.compile("(?m)^#EXT-X-STREAM-INF:");

    private PlaylistReader() {}

    /** A playlist that is none; the message says why. */
    static final class BadPlaylistException extends Exception {
        private static final long serialVersionUID = 1;

        BadPlaylistException(String message) {
            super(message);
        }
    }

    /** @param independent whether it says so of all segments */
    record Multivariant(boolean independent, List<Declared> playlists) {
        Multivariant {
            playlists = List.copyOf(playlists);
        }
    }

    static boolean isMultivariant(String text) {
        return VARIANT.matcher(text).find();
    }

    static Multivariant multivariant(URI at, String text) throws BadPlaylistException {
        return reading(() -> {
            MasterPlaylist read = new MasterPlaylistParser(ParsingMode.STRICT).readPlaylist(text);
            List<Declared> all = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (Variant variant : read.variants()) {
                all.add(declared(at, variant, name(variant, names)));
            }
            for (AlternativeRendition other : read.alternativeRenditions()) {
                if (other.uri().isPresent() && other.type() != MediaType.VIDEO) {
                    all.add(declared(at, other, other.uri().get()));
                }
            }
            return new Multivariant(read.independentSegments(), all);
        });
    }

    private static String name(Variant variant, Set<String> taken) {
        String name = variant.resolution()
                .map(size -> size.width() + "x" + size.height())
                .orElse("variant");
        String free = name;
        for (int n = 2; !taken.add(free); n++) {
            free = name + " (" + n + ")";
        }
        return free;
    }

    private static Declared declared(URI at, Variant variant, String name) throws FetchException {
        return new Declared(
                name,
                Declared.Kind.VARIANT,
                Urls.absolute(at, variant.uri()),
                variant.bandwidth(),
                variant.averageBandwidth().orElse(0L),
                variant.codecs(),
                variant.resolution().map(size -> size.width()).orElse(0),
                variant.resolution().map(size -> size.height()).orElse(0),
                variant.frameRate().orElse(0.0),
                variant.audio().orElse(""));
    }

    private static Declared declared(URI at, AlternativeRendition other, String uri) throws FetchException {
        boolean audio = other.type() == MediaType.AUDIO;
        return new Declared(
                (audio ? "audio " : "subtitles ") + other.language().orElse(other.name()),
                audio ? Declared.Kind.AUDIO : Declared.Kind.SUBTITLES,
                Urls.absolute(at, uri),
                0,
                0,
                List.of(),
                0,
                0,
                0,
                other.groupId());
    }

    static Snapshot media(URI at, String text, int round) throws BadPlaylistException {
        return reading(() -> {
            MediaPlaylist read = new MediaPlaylistParser(ParsingMode.STRICT).readPlaylist(text);
            List<Entry> entries = new ArrayList<>();
            long stretch = read.discontinuitySequence();
            @Nullable SegmentKey key = null;
            @Nullable SegmentMap map = null;
            for (MediaSegment segment : read.mediaSegments()) {
                stretch += segment.discontinuity() ? 1 : 0;
                key = segment.segmentKey().orElse(key);
                map = segment.segmentMap().orElse(map);
                entries.add(entry(at, segment, read.mediaSequence() + entries.size(), stretch, key, map));
            }
            return new Snapshot(
                    round,
                    read.version().orElse(1),
                    read.targetDuration(),
                    read.mediaSequence(),
                    read.discontinuitySequence(),
                    read.independentSegments(),
                    read.playlistType().map(type -> type.name().toUpperCase(Locale.ROOT)),
                    !read.ongoing(),
                    entries);
        });
    }

    private static Entry entry(
            URI at,
            MediaSegment segment,
            long sequence,
            long stretch,
            @Nullable SegmentKey key,
            @Nullable SegmentMap map)
            throws FetchException {
        KeyMethod method = key == null ? KeyMethod.NONE : key.method();
        Optional<SegmentSeal> seal =
                key != null && method == KeyMethod.AES_128 ? seal(at, key, sequence) : Optional.empty();
        boolean ranged = segment.byteRange().isPresent()
                || (map != null && map.byteRange().isPresent());
        String other =
                ranged ? "a byte range" : method != KeyMethod.NONE && seal.isEmpty() ? "encrypted by " + method : "";
        return new Entry(
                sequence,
                stretch,
                Urls.absolute(at, segment.uri()),
                segment.duration(),
                segment.programDateTime().map(OffsetDateTime::toInstant),
                segment.discontinuity(),
                segment.gap(),
                seal,
                map == null ? Optional.empty() : Optional.of(Urls.absolute(at, map.uri())),
                other);
    }

    private static Optional<SegmentSeal> seal(URI at, SegmentKey key, long sequence) throws FetchException {
        if (key.uri().isEmpty()) {
            return Optional.empty();
        }
        String iv = key.iv().map(text -> text.substring(2)).orElse("%032x".formatted(sequence));
        return Optional.of(
                new SegmentSeal(Urls.absolute(at, key.uri().get()), iv, key.iv().isPresent()));
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T reading(Reading<T> reading) throws BadPlaylistException {
        try {
            return reading.read();
        } catch (FetchException e) {
            throw new BadPlaylistException(e.text());
        } catch (IOException | RuntimeException e) { // the parser's builders throw what they like
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new BadPlaylistException(why.lines().findFirst().orElse(why));
        }
    }
}
