package dev.headwater.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Binds answers as Jellyfin's Xtream plugin does, whose one wrong row loses a whole list: every id an int of 32 bits,
 * nothing null or empty where there has to be a value. What it forgives is nullable here.
 */
public final class JellyfinModel {
    private static final JsonMapper STRICT = strict();

    private JellyfinModel() {}

    private static JsonMapper strict() {
        JsonMapper mapper = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        mapper.coercionConfigDefaults().setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        return mapper;
    }

    record User(
            String username,
            String password,
            int auth,
            String status,
            @Nullable Long expDate,
            @Nullable String isTrial,
            int activeCons,
            long createdAt,
            int maxConnections,
            List<String> allowedOutputFormats) {}

    record Server(
            String url,
            String port,
            String httpsPort,
            String serverProtocol,
            String rtmpPort,
            String timezone,
            long timestampNow,
            String timeNow) {}

    record Login(User userInfo, Server serverInfo) {}

    record Category(int categoryId, String categoryName, int parentId) {}

    record Stream(
            int num,
            String name,
            String streamType,
            int streamId,
            String streamIcon,
            @Nullable String epgChannelId,
            long added,
            @Nullable Integer categoryId,
            boolean tvArchive,
            int tvArchiveDuration) {}

    record MovieRow(
            int num,
            String name,
            String streamType,
            int streamId,
            String streamIcon,
            BigDecimal rating,
            @JsonProperty("rating_5based") BigDecimal ratingOutOfFive,
            long added,
            int categoryId,
            String containerExtension) {}

    record SeriesRow(
            @Nullable Integer num,
            @Nullable Integer seriesId,
            @Nullable String name,
            String cover,
            String plot,
            String cast,
            String director,
            String genre,
            long lastModified,
            BigDecimal rating,
            @JsonProperty("rating_5based") BigDecimal ratingOutOfFive,
            List<String> backdropPath,
            int episodeRunTime,
            int categoryId) {}

    record Video(String codecName, int width, int height) {}

    record Audio(String codecName) {}

    record MovieInfo(
            @Nullable String name,
            @Nullable Integer tmdbId,
            @Nullable Integer durationSecs,
            @Nullable Integer bitrate,
            @Nullable BigDecimal rating,
            List<String> backdropPath,
            @Nullable Video video,
            @Nullable Audio audio) {}

    record MovieData(int streamId, String name, long added, int categoryId, String containerExtension) {}

    record Movie(MovieInfo info, MovieData movieData) {}

    record Season(
            @Nullable LocalDate airDate,
            int episodeCount,
            int id,
            String name,
            String overview,
            int seasonNumber,
            String cover,
            String coverBig) {}

    record EpisodeInfo(
            @Nullable Integer durationSecs,
            @Nullable Integer bitrate,
            @Nullable BigDecimal rating,
            @Nullable String plot,
            @Nullable Video video,
            @Nullable Audio audio) {}

    record Episode(
            @JsonProperty("id") int id,
            int episodeNum,
            String title,
            String containerExtension,
            EpisodeInfo info,
            @Nullable Long added,
            int season) {}

    record SeriesInfo(List<Season> seasons, SeriesRow info, Map<Integer, List<Episode>> episodes) {}

    /** Texts are decoded: base64 without its padding fails. */
    record Listing(
            int id,
            int epgId,
            byte[] title,
            byte[] description,
            String lang,
            @JsonFormat(pattern = "yyyy-MM-dd HH:mm:ss") LocalDateTime start,
            @JsonFormat(pattern = "yyyy-MM-dd HH:mm:ss") LocalDateTime end,
            String channelId,
            long startTimestamp,
            long stopTimestamp,
            boolean nowPlaying,
            boolean hasArchive) {}

    record Listings(List<Listing> epgListings) {}

    /**
     * Reads the answer to an action of {@link TypeCensus#actions()}, all of it.
     *
     * @throws AssertionError where this client could not
     */
    public static Object read(String action, JsonNode answer) {
        return switch (action) {
            case "" -> bind(answer, Login.class);
            case "get_vod_info" -> bind(answer, Movie.class);
            case "get_series_info" -> bind(answer, SeriesInfo.class);
            case "get_short_epg", "get_simple_data_table" -> bind(answer, Listings.class);
            case "get_live_streams" -> bindAll(answer, Stream.class);
            case "get_vod_streams" -> bindAll(answer, MovieRow.class);
            case "get_series" -> bindAll(answer, SeriesRow.class);
            case "get_live_categories", "get_vod_categories", "get_series_categories" ->
                bindAll(answer, Category.class);
            default -> throw new IllegalArgumentException("this client does not ask " + action);
        };
    }

    private static Object bind(JsonNode answer, Class<?> type) {
        try {
            return STRICT.treeToValue(answer, type);
        } catch (JsonProcessingException e) {
            throw new AssertionError(type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    private static Object bindAll(JsonNode answer, Class<?> type) {
        CollectionType list = STRICT.getTypeFactory().constructCollectionType(List.class, type);
        try {
            return STRICT.treeToValue(answer, list);
        } catch (JsonProcessingException e) {
            throw new AssertionError(type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
