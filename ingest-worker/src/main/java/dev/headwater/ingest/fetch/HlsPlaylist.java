package dev.headwater.ingest.fetch;

import dev.headwater.core.fetch.FetchException;
import dev.headwater.core.fetch.Urls;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A playlist of somebody else's, made ready for FFmpeg: every URL absolute, since FFmpeg does not learn of redirects, none
 * of a kind that is never opened; of a multivariant playlist the best variant with its sounds, since FFmpeg would begin to
 * read all of them.
 */
public final class HlsPlaylist {
    static final int MAX_BYTES = 4 << 20;

    /** A day of segments of two seconds has some 130,000; each costs memory, however short it is. */
    static final int MAX_LINES = 200_000;

    /** A long URL behind which short ones stand makes a large text of a small one. */
    static final int MAX_PREPARED = 8 << 20;

    /** Each is read as a playlist of its own. */
    private static final int MAX_SOUNDS = 8;

    private static final int MAX_SUBTITLES = 8;

    private static final String MAGIC = "#EXTM3U";
    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final String VARIANT = "#EXT-X-STREAM-INF:";
    private static final String MEDIA = "#EXT-X-MEDIA:";
    private static final String KEY_FRAMES = "#EXT-X-I-FRAME-STREAM-INF:";
    private static final Pattern BANDWIDTH = Pattern.compile("[:,]BANDWIDTH=(\\d{1,18})");
    private static final Pattern AUDIO = Pattern.compile("[:,]AUDIO=\"([^\"]*)\"");
    private static final Pattern SUBTITLES = Pattern.compile("[:,]SUBTITLES=\"([^\"]*)\"");
    private static final Pattern LANGUAGE = Pattern.compile("[:,]LANGUAGE=\"([^\"]*)\"");
    private static final Pattern NAME = Pattern.compile("[:,]NAME=\"([^\"]*)\"");
    private static final Pattern URI_VALUE = Pattern.compile("[:,]URI=\"([^\"]*)\"");
    private static final Pattern GROUP = Pattern.compile("[:,]GROUP-ID=\"([^\"]*)\"");
    private static final Pattern URI_ATTRIBUTE = Pattern.compile("(?<=[:,]URI=\")[^\"]*(?=\")");

    private HlsPlaylist() {}

    /** Whether a body that begins like this is a playlist. */
    public static boolean isOne(byte[] beginning) {
        String text = new String(beginning, StandardCharsets.UTF_8);
        return (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).startsWith(MAGIC);
    }

    /** @param url where it came from in the end */
    public static byte[] read(InputStream in, URI url) throws IOException {
        return prepare(text(in), url).getBytes(StandardCharsets.UTF_8);
    }

    /** What a server sent, as it is. */
    public static String text(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw FetchException.lasting("the source's playlist has more than " + (MAX_BYTES >> 20) + " MB");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Subtitles that go with the variant that {@link #prepare} leaves; none where it is no multivariant playlist. One whose
     * address is none is left out.
     */
    public static List<HlsSubtitles> subtitles(String playlist, URI url) throws FetchException {
        List<String> lines = lines(playlist);
        Optional<String> group = variant(lines).flatMap(best -> attribute(SUBTITLES, best));
        List<HlsSubtitles> found = new ArrayList<>();
        for (String line : lines) {
            boolean isOne = line.startsWith(MEDIA)
                    && line.contains("TYPE=SUBTITLES")
                    && !line.contains("FORCED=YES")
                    && group.isPresent()
                    && attribute(GROUP, line).equals(group);
            Optional<String> uri = attribute(URI_VALUE, line);
            if (isOne && uri.isPresent() && found.size() < MAX_SUBTITLES) {
                address(url, uri.get())
                        .ifPresent(listed -> found.add(new HlsSubtitles(
                                listed,
                                attribute(LANGUAGE, line).orElse(""),
                                attribute(NAME, line).orElse(""),
                                line.contains("DEFAULT=YES"))));
            }
        }
        return found;
    }

    /** The same as text. */
    public static String prepare(String playlist, URI url) throws FetchException {
        List<String> lines = lines(playlist);
        StringBuilder out = new StringBuilder(playlist.length());
        for (String line : best(lines)) {
            if (line.startsWith("#")) {
                directive(line, url, out);
            } else if (!line.isEmpty()) {
                out.append(absolute(url, line));
            }
            out.append('\n');
            if (out.length() > MAX_PREPARED) {
                throw FetchException.lasting(
                        "the source's playlist names more than " + (MAX_PREPARED >> 20) + " MB of URLs, written out");
            }
        }
        return out.toString();
    }

    private static Optional<URI> address(URI base, String uri) {
        try {
            return Optional.of(Urls.absolute(base, uri));
        } catch (FetchException e) {
            return Optional.empty();
        }
    }

    private static List<String> lines(String playlist) throws FetchException {
        List<String> lines = new ArrayList<>();
        String[] found = playlist.replace(BYTE_ORDER_MARK, "").split("\r?\n|\r", MAX_LINES + 1);
        if (found.length > MAX_LINES) {
            throw FetchException.lasting("the source's playlist has more than " + MAX_LINES + " lines");
        }
        for (String line : found) {
            lines.add(line.strip());
        }
        return lines;
    }

    /** Which of two addresses FFmpeg takes, where there is but to be one, is its own affair. */
    private static void directive(String line, URI url, StringBuilder out) throws FetchException {
        Matcher uri = URI_ATTRIBUTE.matcher(line);
        while (uri.find()) {
            uri.appendReplacement(out, Matcher.quoteReplacement(absolute(url, uri.group())));
        }
        uri.appendTail(out);
    }

    private static String absolute(URI base, String uri) throws FetchException {
        return Urls.absolute(base, uri).toASCIIString();
    }

    /** The best; empty: it has none, and is no multivariant playlist. */
    private static Optional<String> variant(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(VARIANT))
                .reduce((a, b) -> bandwidth(b) > bandwidth(a) ? b : a);
    }

    private static List<String> best(List<String> lines) {
        Optional<String> best = variant(lines);
        if (best.isEmpty()) {
            return lines;
        }
        Optional<String> group = attribute(AUDIO, best.get());
        Set<String> sounds = lines.stream()
                .filter(line -> line.startsWith(MEDIA) && line.contains("TYPE=AUDIO"))
                .filter(line -> group.isPresent() && attribute(GROUP, line).equals(group))
                .sorted(Comparator.comparing(line -> !line.contains("DEFAULT=YES")))
                .limit(MAX_SOUNDS)
                .collect(Collectors.toSet());
        List<String> kept = new ArrayList<>();
        boolean variant = false;
        boolean found = false;
        for (String line : lines) {
            if (line.startsWith(VARIANT)) {
                variant = !found && line.equals(best.get());
                found |= variant;
                if (variant) {
                    kept.add(line);
                }
            } else if (line.startsWith(MEDIA)) {
                if (sounds.contains(line)) {
                    kept.add(line);
                }
            } else if (line.startsWith("#") ? !line.startsWith(KEY_FRAMES) : variant) {
                kept.add(line);
            }
        }
        return kept;
    }

    private static long bandwidth(String variant) {
        return attribute(BANDWIDTH, variant).map(Long::parseLong).orElse(0L);
    }

    private static Optional<String> attribute(Pattern pattern, String line) {
        Matcher m = pattern.matcher(line);
        return m.find() ? Optional.of(m.group(1)) : Optional.empty();
    }
}
