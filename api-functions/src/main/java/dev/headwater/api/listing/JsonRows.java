package dev.headwater.api.listing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Series;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Rows of {@code get_live_streams}, {@code get_vod_streams} and {@code get_series}. Which fields are strings and which
 * numbers is no free choice: apps bind {@code stream_id}, {@code num} and {@code tv_archive} to int, {@code added},
 * {@code rating} and {@code category_id} to string, and some lose a whole list to one null or empty number.
 */
final class JsonRows implements AutoCloseable {
    /** Of a row that was written without its {@code num}, which differs from list to list: the closing brace. */
    static final int OPEN = 1;

    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder().rootValueSeparator("").build();

    private final JsonGenerator json;

    /** @param out each row has gone there whole when {@link #write} returns */
    JsonRows(OutputStream out) throws IOException {
        this.json = FACTORY.createGenerator(out)
                .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.configure(StreamWriteFeature.AUTO_CLOSE_CONTENT.mappedFeature(), false);
    }

    /** @param panel with what {@code panel_api.php} tells of each row besides */
    void write(Content content, Category category, boolean panel) throws IOException {
        json.writeStartObject();
        switch (content) {
            case Channel channel -> live(channel, category);
            case Movie movie -> movie(movie, category);
            case Series series -> series(series, category);
        }
        if (panel) {
            panel(content, category);
        }
        json.writeEndObject();
        json.flush();
    }

    /** A row of the lists of categories: the id is a string, the parent a number and always 0. */
    void write(Category category) throws IOException {
        json.writeStartObject();
        json.writeStringField("category_id", Integer.toString(category.id()));
        json.writeStringField("category_name", category.name());
        json.writeNumberField("parent_id", 0);
        json.writeEndObject();
        json.flush();
    }

    private void live(Channel channel, Category category) throws IOException {
        json.writeStringField("name", channel.name());
        json.writeStringField("stream_type", "live");
        json.writeNumberField("stream_id", channel.id());
        json.writeStringField("stream_icon", Wire.text(channel.listed().image()));
        String guideId = channel.guideId();
        if (guideId == null) {
            json.writeNullField("epg_channel_id");
        } else {
            json.writeStringField("epg_channel_id", guideId);
        }
        common(channel, category);
        json.writeStringField("custom_sid", "");
        json.writeNumberField("tv_archive", channel.archiveDays() > 0 ? 1 : 0);
        // A client that sees a URL here may play it, past every limit.
        json.writeStringField("direct_source", "");
        json.writeNumberField("tv_archive_duration", channel.archiveDays());
        json.writeStringField("thumbnail", "");
    }

    private void movie(Movie movie, Category category) throws IOException {
        Details details = movie.details();
        json.writeStringField("name", movie.name());
        json.writeStringField("title", movie.name());
        json.writeStringField("year", Wire.year(details.released()));
        json.writeStringField("stream_type", "movie");
        json.writeNumberField("stream_id", movie.id());
        json.writeStringField("stream_icon", Wire.text(movie.listed().image()));
        json.writeStringField("rating", decimal(details.rating()));
        rating5(details);
        common(movie, category);
        json.writeStringField("container_extension", movie.extension());
        json.writeStringField("custom_sid", "");
        json.writeStringField("direct_source", "");
        told(details);
        json.writeStringField("release_date", Wire.date(details.released()));
    }

    private void series(Series series, Category category) throws IOException {
        Details details = series.details();
        String released = Wire.date(details.released());
        json.writeStringField("name", series.name());
        json.writeStringField("title", series.name());
        json.writeStringField("year", Wire.year(details.released()));
        json.writeStringField("stream_type", "series");
        json.writeNumberField("series_id", series.id());
        json.writeStringField("cover", Wire.text(series.listed().image()));
        told(details);
        json.writeStringField("releaseDate", released);
        json.writeStringField("release_date", released);
        json.writeStringField("last_modified", Wire.epoch(series.modifiedAt()));
        json.writeStringField("rating", Long.toString(Math.round(details.rating())));
        rating5(details);
        common(series, category);
        json.writeStringField("tmdb", Integer.toString(details.tmdbId()));
        json.writeArrayFieldStart("backdrop_path");
        for (String backdrop : details.backdrops()) {
            json.writeString(backdrop);
        }
        json.writeEndArray();
    }

    private void common(Content content, Category category) throws IOException {
        json.writeStringField("added", Wire.epoch(content.listed().addedAt()));
        json.writeStringField("is_adult", content.listed().adult() ? "1" : "0");
        json.writeStringField("category_id", Integer.toString(category.id()));
        json.writeArrayFieldStart("category_ids");
        json.writeNumber(category.id());
        json.writeEndArray();
    }

    private void told(Details details) throws IOException {
        json.writeStringField("plot", details.plot());
        json.writeStringField("cast", details.cast());
        json.writeStringField("director", details.director());
        json.writeStringField("genre", details.genre());
        json.writeStringField("youtube_trailer", details.trailer());
        json.writeStringField("episode_run_time", Integer.toString(Wire.minutes(details.durationSeconds())));
        json.writeNumberField("tmdb_id", details.tmdbId());
        json.writeStringField("imdb_id", details.imdbId());
    }

    private void panel(Content content, Category category) throws IOException {
        boolean live = content instanceof Channel;
        json.writeStringField("type_name", live ? "Live Streams" : "Movies");
        json.writeStringField("category_name", category.name());
        json.writeNullField("series_no");
        json.writeStringField("live", live ? "1" : "0");
        if (content instanceof Channel channel) {
            json.writeStringField(
                    "container_extension", M3uEntries.end(channel, ".ts").substring(1));
        }
    }

    private void rating5(Details details) throws IOException {
        json.writeNumberField("rating_5based", Wire.outOfFive(details.rating()));
    }

    /** Without a point where there is nothing behind it: {@code 0}, {@code 7}, {@code 7.1}. */
    private static String decimal(double rating) {
        double rounded = Math.round(rating * 10) / 10.0;
        return rounded == Math.rint(rounded)
                ? Long.toString((long) rounded)
                : String.format(Locale.ROOT, "%.1f", rounded);
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
