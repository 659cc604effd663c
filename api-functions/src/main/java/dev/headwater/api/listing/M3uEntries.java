package dev.headwater.api.listing;

import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Series;
import dev.headwater.core.media.Container;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Entries of an M3U playlist. Its URLs carry the line's credentials, so what is rendered once for all is a template, with
 * marks of {@link M3uMarks} where a line's own text belongs.
 */
final class M3uEntries {
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

    private M3uEntries() {}

    /** A channel or a movie. */
    static String of(Content content, Category category, boolean plus) {
        StringBuilder out = new StringBuilder(256).append("#EXTINF:-1");
        if (plus) {
            if (content instanceof Channel channel) {
                live(out, channel);
            }
            rest(out, content.name(), content.listed().image(), category.name());
        }
        out.append(',').append(clean(content.name())).append('\n');
        switch (content) {
            case Channel channel ->
                out.append(M3uMarks.LIVE).append(channel.id()).append(end(channel, String.valueOf(M3uMarks.LIVE_END)));
            case Movie movie ->
                out.append(M3uMarks.MOVIE).append(movie.id()).append('.').append(movie.extension());
            case Series series -> throw new IllegalArgumentException("a series is no entry");
        }
        return out.append('\n').toString();
    }

    /**
     * @param series its series' name
     * @param image of the series, where it has none
     */
    static String of(Episode episode, String series, @Nullable String image, String category, boolean plus) {
        String name = String.format(Locale.ROOT, "%s S%02dE%02d", series, episode.season(), episode.number());
        StringBuilder out = new StringBuilder(256).append("#EXTINF:-1");
        if (plus) {
            rest(out, name, episode.image() == null ? image : episode.image(), category);
        }
        return out.append(',')
                .append(clean(name))
                .append('\n')
                .append(M3uMarks.EPISODE)
                .append(episode.id())
                .append('.')
                .append(episode.extension())
                .append('\n')
                .toString();
    }

    private static void live(StringBuilder out, Channel channel) {
        String guideId = channel.guideId();
        attribute(out, "tvg-id", guideId == null ? "" : guideId);
        if (channel.position() > 0) {
            attribute(out, "tvg-chno", Integer.toString(channel.position()));
        }
        if (channel.archiveDays() > 0) {
            out.append(M3uMarks.CATCHUP)
                    .append(channel.id())
                    .append(end(channel, ""))
                    .append(M3uMarks.CATCHUP)
                    .append(channel.archiveDays())
                    .append(M3uMarks.CATCHUP);
        }
        if (channel.radio()) {
            attribute(out, "radio", "true");
        }
    }

    /** What stands behind the id of a channel: one that is no MPEG-TS is to be had in one way alone. */
    static String end(Channel channel, String otherwise) {
        return channel.ingestOptions().segments() == Container.FMP4 ? ".m3u8" : otherwise;
    }

    private static void rest(StringBuilder out, String name, @Nullable String image, String category) {
        attribute(out, "tvg-name", name);
        attribute(out, "tvg-logo", image == null ? "" : image);
        attribute(out, "group-title", category);
    }

    private static void attribute(StringBuilder out, String name, String value) {
        out.append(' ').append(name).append("=\"").append(clean(value)).append('"');
    }

    /**
     * Parsers decode no entities and end a value at the next quote; those written in Python end a line also at U+0085,
     * U+2028 and U+2029. No mark is left either: all of them are control characters.
     */
    private static String clean(String text) {
        return UNSAFE.matcher(text.replace('"', '\'')).replaceAll(" ");
    }
}
