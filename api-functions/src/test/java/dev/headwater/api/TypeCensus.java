package dev.headwater.api;

import static dev.headwater.api.JsonType.any;
import static dev.headwater.api.JsonType.flag;
import static dev.headwater.api.JsonType.integer;
import static dev.headwater.api.JsonType.listOf;
import static dev.headwater.api.JsonType.mapOf;
import static dev.headwater.api.JsonType.number;
import static dev.headwater.api.JsonType.object;
import static dev.headwater.api.JsonType.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which JSON types the fields of every answer have, as real panels send them and apps bind them: a table by action, to be
 * laid over any answer, every row of it. A field more than the table knows is a fault like one less.
 */
public final class TypeCensus {
    private static final String ID = "[1-9]\\d{0,9}";
    private static final String EPOCH = "\\d{1,11}";
    private static final String COUNT = "\\d{1,9}";
    private static final String DATE = "(\\d{4}-\\d\\d-\\d\\d)?";
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d";
    private static final String CLOCK = "\\d{2,}:[0-5]\\d:[0-5]\\d";
    private static final String BASE64 = "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?";
    private static final String URL = "(https?://.+)?";
    private static final String DECIMAL = "\\d+(\\.\\d+)?";

    private static final JsonType URLS = listOf(text("https?://.+"));
    private static final JsonType IDS = listOf(integer());
    private static final JsonType VIDEO = object(Map.of(
            "index", integer(),
            "codec_name", text(".+"),
            "codec_type", text("video"),
            "width", integer(),
            "height", integer()));
    private static final JsonType AUDIO =
            object(Map.of("index", integer(), "codec_name", text(".+"), "codec_type", text("audio")));

    private static final Map<String, JsonType> ANSWERS = new TreeMap<>();

    static {
        ANSWERS.put("", login());
        ANSWERS.put("get_vod_info", movieInfo());
        ANSWERS.put("get_series_info", seriesInfo());
        ANSWERS.put("get_short_epg", object(Map.of("epg_listings", listOf(epgRow()))));
        ANSWERS.put("get_simple_data_table", object(Map.of("epg_listings", listOf(epgRow()))));
        ANSWERS.put("get_epg", listOf(oldEpgRow()));
        ANSWERS.put("get_live_streams", listOf(liveRow()));
        ANSWERS.put("get_vod_streams", listOf(movieRow()));
        ANSWERS.put("get_series", listOf(seriesRow()));
        for (String action : List.of("get_live_categories", "get_vod_categories", "get_series_categories")) {
            ANSWERS.put(
                    action,
                    listOf(object(
                            Map.of("category_id", text(ID), "category_name", text(".+"), "parent_id", integer()))));
        }
    }

    private TypeCensus() {}

    /** The actions it has a table for; the empty one is the login. */
    public static Set<String> actions() {
        return ANSWERS.keySet();
    }

    /** What is wrong with the answer to an action, a line each, with its path; empty: nothing. */
    public static List<String> faults(String action, JsonNode answer) {
        JsonType type = ANSWERS.get(action);
        if (type == null) {
            throw new IllegalArgumentException("no census of " + action);
        }
        List<String> faults = new ArrayList<>();
        type.check(action, answer, faults);
        return faults;
    }

    private static JsonType login() {
        Map<String, JsonType> user = new TreeMap<>();
        user.put("username", text(".+"));
        user.put("password", text(".+"));
        user.put("message", text(".*"));
        user.put("auth", flag());
        user.put("status", text("Active|Banned|Disabled|Expired"));
        user.put("exp_date", text(EPOCH));
        user.put("is_trial", text("[01]"));
        user.put("active_cons", text(COUNT));
        user.put("created_at", text(EPOCH));
        user.put("max_connections", text(ID));
        user.put("allowed_output_formats", listOf(text("m3u8|ts")));
        Map<String, JsonType> server = new TreeMap<>();
        server.put("url", text("[^/:]+|\\[[0-9a-f:]+]"));
        server.put("port", text(ID));
        server.put("https_port", text(ID));
        server.put("server_protocol", text("https?"));
        server.put("rtmp_port", text(ID));
        server.put("timezone", text("UTC"));
        server.put("timestamp_now", integer());
        server.put("time_now", text(TIME));
        server.put("process", JsonType.bool());
        return object(Map.of("user_info", object(user), "server_info", object(server)));
    }

    private static Map<String, JsonType> row() {
        Map<String, JsonType> row = new TreeMap<>();
        row.put("num", integer());
        row.put("name", text(".+"));
        row.put("stream_id", integer());
        row.put("stream_icon", text(URL));
        row.put("added", text(EPOCH));
        row.put("is_adult", text("[01]"));
        row.put("category_id", text(ID));
        row.put("category_ids", IDS);
        row.put("custom_sid", text(".*"));
        row.put("direct_source", text(""));
        return row;
    }

    private static JsonType liveRow() {
        Map<String, JsonType> row = row();
        row.put("stream_type", text("live"));
        row.put("epg_channel_id", text(".+").orNull());
        row.put("tv_archive", flag());
        row.put("tv_archive_duration", integer());
        row.put("thumbnail", text(".*"));
        return object(row);
    }

    private static JsonType movieRow() {
        Map<String, JsonType> row = row();
        row.put("stream_type", text("movie"));
        row.put("rating", text(DECIMAL));
        row.put("rating_5based", number());
        row.put("container_extension", text("[a-z0-9]+"));
        row.put("title", text(".+"));
        row.put("year", text("(\\d{4})?"));
        row.put("release_date", text(DATE));
        row.put("episode_run_time", text(COUNT));
        for (String more : List.of("plot", "cast", "director", "genre", "youtube_trailer", "imdb_id")) {
            row.put(more, text("(?s).*"));
        }
        row.put("tmdb_id", integer());
        return object(row);
    }

    private static Map<String, JsonType> series() {
        Map<String, JsonType> row = new TreeMap<>();
        row.put("name", text(".+"));
        row.put("title", text(".*"));
        row.put("year", text("(\\d{4})?"));
        row.put("stream_type", text("series"));
        row.put("cover", text(URL));
        for (String more : List.of("plot", "cast", "director", "genre", "youtube_trailer", "imdb_id")) {
            row.put(more, text("(?s).*"));
        }
        row.put("releaseDate", text(DATE));
        row.put("release_date", text(DATE));
        row.put("last_modified", text(EPOCH));
        row.put("rating", text(COUNT));
        row.put("rating_5based", number());
        row.put("backdrop_path", URLS);
        row.put("episode_run_time", text(COUNT));
        row.put("category_id", text(COUNT));
        row.put("category_ids", IDS);
        row.put("tmdb", text(COUNT));
        row.put("tmdb_id", integer());
        return row;
    }

    private static JsonType seriesRow() {
        Map<String, JsonType> row = series();
        row.put("num", integer());
        row.put("series_id", integer());
        row.put("added", text(EPOCH));
        row.put("is_adult", text("[01]"));
        return object(row);
    }

    /** Of a movie that is there; one that is not is {@code {"info":[]}} to the letter. */
    private static JsonType movieInfo() {
        Map<String, JsonType> info = new TreeMap<>();
        for (String name : List.of("name", "o_name")) {
            info.put(name, text(".+"));
        }
        for (String name : List.of(
                "imdb_id",
                "youtube_trailer",
                "director",
                "actors",
                "cast",
                "description",
                "plot",
                "age",
                "mpaa_rating",
                "kinopoisk_url",
                "country",
                "genre",
                "status")) {
            info.put(name, text("(?s).*"));
        }
        info.put("tmdb_id", integer());
        info.put("cover_big", text(URL));
        info.put("movie_image", text(URL));
        info.put("releasedate", text(DATE));
        info.put("release_date", text(DATE));
        info.put("rating_count_kinopoisk", integer());
        info.put("backdrop_path", URLS);
        info.put("duration_secs", integer());
        info.put("duration", text(CLOCK));
        info.put("bitrate", integer());
        info.put("rating", number());
        info.put("episode_run_time", integer());
        info.put("runtime", text(COUNT));
        info.put("subtitles", listOf(any()));
        info.put("video", VIDEO.optional());
        info.put("audio", AUDIO.optional());
        Map<String, JsonType> data = new TreeMap<>();
        data.put("stream_id", integer());
        data.put("name", text(".+"));
        data.put("title", text(".+"));
        data.put("year", text("(\\d{4})?"));
        data.put("added", text(EPOCH));
        data.put("category_id", text(ID));
        data.put("category_ids", IDS);
        data.put("container_extension", text("[a-z0-9]+"));
        data.put("custom_sid", text(".*"));
        data.put("direct_source", text(""));
        return object(Map.of("info", object(info), "movie_data", object(data)));
    }

    /** Of a series that is there, and of one that is not: that one's name is null. */
    private static JsonType seriesInfo() {
        Map<String, JsonType> info = series();
        info.put("name", text(".+").orNull());
        Map<String, JsonType> season = new TreeMap<>();
        season.put("air_date", text("\\d{4}-\\d\\d-\\d\\d").optional());
        season.put("episode_count", integer());
        season.put("id", integer());
        season.put("name", text(".+"));
        season.put("overview", text("(?s).*"));
        season.put("season_number", integer());
        season.put("vote_average", number());
        season.put("cover", text(URL));
        season.put("cover_big", text(URL));
        return object(Map.of(
                "seasons", listOf(object(season)),
                "info", object(info),
                "episodes", mapOf("\\d{1,5}", listOf(episode()))));
    }

    private static JsonType episode() {
        Map<String, JsonType> info = new TreeMap<>();
        info.put("tmdb_id", integer());
        info.put("plot", text("(?s).*"));
        info.put("duration_secs", integer());
        info.put("duration", text(CLOCK));
        info.put("movie_image", text(URL));
        info.put("cover_big", text(URL));
        for (String date : List.of("releasedate", "release_date", "air_date")) {
            info.put(date, text(DATE));
        }
        info.put("rating", number());
        info.put("bitrate", integer());
        info.put("season", integer());
        info.put("video", VIDEO.optional());
        info.put("audio", AUDIO.optional());
        Map<String, JsonType> row = new TreeMap<>();
        row.put("id", text(ID));
        row.put("episode_num", integer());
        row.put("title", text(".+"));
        row.put("container_extension", text("[a-z0-9]+"));
        row.put("info", object(info));
        row.put("subtitles", listOf(any()));
        row.put("custom_sid", text(".*"));
        row.put("added", text(EPOCH));
        row.put("season", integer());
        row.put("direct_source", text(""));
        return object(row);
    }

    private static JsonType epgRow() {
        Map<String, JsonType> row = new TreeMap<>();
        row.put("id", text(ID));
        row.put("epg_id", text(ID));
        row.put("title", text(BASE64));
        row.put("description", text(BASE64));
        row.put("lang", text(".*"));
        for (String time : List.of("start", "end", "stop")) {
            row.put(time, text(TIME));
        }
        row.put("channel_id", text(".+"));
        row.put("start_timestamp", text(EPOCH));
        row.put("stop_timestamp", text(EPOCH));
        row.put("stream_id", text(ID));
        row.put("now_playing", flag());
        row.put("has_archive", flag());
        return object(row);
    }

    private static JsonType oldEpgRow() {
        Map<String, JsonType> row = new TreeMap<>();
        row.put("id", text(ID));
        row.put("epg_id", text(ID));
        row.put("title", text(BASE64));
        row.put("description", text(BASE64));
        row.put("lang", text(".*"));
        row.put("start", integer());
        row.put("end", integer());
        row.put("channel_id", text(".+"));
        return object(row);
    }
}
