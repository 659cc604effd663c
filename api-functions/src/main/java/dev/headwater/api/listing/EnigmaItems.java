package dev.headwater.api.listing;

import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Series;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Items of {@code enigma2.php}: titles and descriptions in base64, URLs as templates of {@link M3uMarks}. */
final class EnigmaItems {
    private EnigmaItems() {}

    static String of(Content content, Category category) {
        String description = switch (content) {
            case Channel _ -> "";
            case Movie movie -> movie.details().plot();
            case Series series -> series.details().plot();
        };
        String url = switch (content) {
            case Channel channel ->
                "stream_url><![CDATA[" + M3uMarks.LIVE + content.id() + M3uEntries.end(channel, ".ts")
                        + "]]></stream_url";
            case Movie movie ->
                "stream_url><![CDATA[" + M3uMarks.MOVIE + content.id() + "." + movie.extension() + "]]></stream_url";
            case Series _ -> "series_id>" + content.id() + "</series_id";
        };
        return "<channel><title>" + base64(content.name()) + "</title><description>" + base64(description)
                + "</description><desc_image><![CDATA[" + image(content.listed().image())
                + "]]></desc_image><category_id>" + category.id() + "</category_id><" + url + "></channel>\n";
    }

    static String of(Scope scope, Category category) {
        String lists = switch (scope) {
            case LIVE -> "get_live_streams";
            case MOVIE -> "get_vod_streams";
            case SERIES -> "get_series";
        };
        return "<channel><title>" + base64(category.name()) + "</title><description></description><category_id>"
                + category.id() + "</category_id><playlist_url><![CDATA[" + M3uMarks.ENIGMA + "&type=" + lists
                + "&cat_id=" + category.id() + "]]></playlist_url></channel>\n";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A URL with a character XML or a template does not take is none. */
    private static String image(@Nullable String url) {
        return url == null || url.contains("]]>") || url.chars().anyMatch(c -> c < ' ' || c >= 0xFFFE) ? "" : url;
    }
}
