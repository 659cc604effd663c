package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts the fields of a JSON object and their types, as clients bind them: none more, none less, none other. */
final class Census {
    /** {@code user_info} of a login. */
    static final Map<String, String> USER_INFO = Map.ofEntries(
            Map.entry("username", "string"),
            Map.entry("password", "string"),
            Map.entry("message", "string"),
            Map.entry("auth", "int"),
            Map.entry("status", "string:Active|Banned|Disabled|Expired"),
            Map.entry("exp_date", "string:\\d+"),
            Map.entry("is_trial", "string:[01]"),
            Map.entry("active_cons", "string:\\d+"),
            Map.entry("created_at", "string:\\d+"),
            Map.entry("max_connections", "string:[1-9]\\d*"),
            Map.entry("allowed_output_formats", "strings"));

    /** {@code server_info} of a login. */
    static final Map<String, String> SERVER_INFO = Map.of(
            "url", "string:[^:/]+",
            "port", "string:\\d+",
            "https_port", "string:\\d+",
            "server_protocol", "string:https?",
            "rtmp_port", "string:\\d+",
            "timezone", "string",
            "timestamp_now", "int",
            "time_now", "string:\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d",
            "process", "boolean");

    /** A row of {@code get_live_streams}. */
    static final Map<String, String> STREAM = Map.ofEntries(
            Map.entry("num", "int"),
            Map.entry("name", "string"),
            Map.entry("stream_type", "string:live"),
            Map.entry("stream_id", "int"),
            Map.entry("stream_icon", "string"),
            Map.entry("epg_channel_id", "string"),
            Map.entry("added", "string:\\d+"),
            Map.entry("is_adult", "string:[01]"),
            Map.entry("category_id", "string:\\d+"),
            Map.entry("category_ids", "ints"),
            Map.entry("custom_sid", "string"),
            Map.entry("tv_archive", "int"),
            Map.entry("direct_source", "string"),
            Map.entry("tv_archive_duration", "int"),
            Map.entry("thumbnail", "string"));

    /** A row of {@code get_vod_streams}. */
    static final Map<String, String> MOVIE = Map.ofEntries(
            Map.entry("num", "int"),
            Map.entry("name", "string"),
            Map.entry("title", "string"),
            Map.entry("year", "string"),
            Map.entry("stream_type", "string:movie"),
            Map.entry("stream_id", "int"),
            Map.entry("stream_icon", "string"),
            Map.entry("rating", "string:\\d+(\\.\\d)?"),
            Map.entry("rating_5based", "number"),
            Map.entry("added", "string:\\d+"),
            Map.entry("is_adult", "string:[01]"),
            Map.entry("category_id", "string:\\d+"),
            Map.entry("category_ids", "ints"),
            Map.entry("container_extension", "string:mp4"),
            Map.entry("custom_sid", "string"),
            Map.entry("direct_source", "string"),
            Map.entry("plot", "string"),
            Map.entry("cast", "string"),
            Map.entry("director", "string"),
            Map.entry("genre", "string"),
            Map.entry("release_date", "string:(\\d{4}-\\d\\d-\\d\\d)?"),
            Map.entry("youtube_trailer", "string"),
            Map.entry("episode_run_time", "string:\\d+"),
            Map.entry("tmdb_id", "int"),
            Map.entry("imdb_id", "string"));

    /** A row of {@code get_series}. */
    static final Map<String, String> SERIES = Map.ofEntries(
            Map.entry("num", "int"),
            Map.entry("name", "string"),
            Map.entry("title", "string"),
            Map.entry("year", "string"),
            Map.entry("stream_type", "string:series"),
            Map.entry("series_id", "int"),
            Map.entry("cover", "string"),
            Map.entry("plot", "string"),
            Map.entry("cast", "string"),
            Map.entry("director", "string"),
            Map.entry("genre", "string"),
            Map.entry("releaseDate", "string:(\\d{4}-\\d\\d-\\d\\d)?"),
            Map.entry("release_date", "string:(\\d{4}-\\d\\d-\\d\\d)?"),
            Map.entry("last_modified", "string:\\d+"),
            Map.entry("rating", "string:\\d+"),
            Map.entry("rating_5based", "number"),
            Map.entry("added", "string:\\d+"),
            Map.entry("is_adult", "string:[01]"),
            Map.entry("category_id", "string:\\d+"),
            Map.entry("category_ids", "ints"),
            Map.entry("backdrop_path", "strings"),
            Map.entry("youtube_trailer", "string"),
            Map.entry("episode_run_time", "string:\\d+"),
            Map.entry("tmdb", "string:\\d+"),
            Map.entry("tmdb_id", "int"),
            Map.entry("imdb_id", "string"));

    /** A row of {@code get_live_categories}. */
    static final Map<String, String> CATEGORY =
            Map.of("category_id", "string:\\d+", "category_name", "string", "parent_id", "int");

    private Census() {}

    /** @param expected type by field: {@code string}, {@code string:PATTERN}, {@code int}, {@code ints}, … */
    static void matches(JsonNode object, Map<String, String> expected) {
        Map<String, String> found = new TreeMap<>();
        object.properties()
                .forEach(field -> found.put(field.getKey(), type(field.getValue(), expected.get(field.getKey()))));
        assertThat(found).isEqualTo(new TreeMap<>(expected));
    }

    private static String type(JsonNode value, String expected) {
        if (value.isTextual()) {
            boolean fits = expected != null
                    && expected.startsWith("string:")
                    && value.textValue().matches(expected.substring("string:".length()));
            return fits ? expected : "string";
        }
        if (value.isArray()) {
            String members = value.isEmpty() ? "thing" : type(value.get(0), null);
            return members + "s";
        }
        return value.isInt() || value.isLong()
                ? "int"
                : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
