package dev.headwater.api;

import dev.headwater.core.account.Bouquet;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.account.ListSettings;
import dev.headwater.core.archive.Format;
import dev.headwater.core.archive.Recorded;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Series;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.Slate;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.media.Container;
import dev.headwater.core.media.IngestOptions;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Source;
import dev.headwater.core.playback.edge.Edge;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.vod.Asset.Packaged;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Fills a headend with lines, channels, windows and edges. */
final class Fill {
    static final Rendition HIGH = new Rendition("720p", "avc1.4d401f,mp4a.40.2", 1280, 720, 25, 2_000_000, 1_800_000);
    static final Rendition LOW = new Rendition("360p", "avc1.4d401e,mp4a.40.2", 640, 360, 25, 800_000, 700_000);
    private static final int SEGMENT_SECONDS = 2;
    private static final int WINDOW = 6;

    private final Headend headend;
    private final IdSequence lineIds;
    private final IdSequence contentIds;

    Fill(Headend headend) {
        this.headend = headend;
        this.lineIds = new IdSequence(headend.stores().accounts(), IdSequence.LINE, 1);
        this.contentIds = new IdSequence(headend.stores().accounts(), IdSequence.CONTENT, 1);
    }

    /** A line that sees everything, once at a time, for ever. */
    Line line(String name, String password) {
        return line(name, password, line -> line);
    }

    Line line(String name, String password, UnaryOperator<Line> change) {
        Instant now = headend.clock().instant();
        Line line = change.apply(new Line(
                lineIds.next(),
                name,
                headend.passwords().store(password),
                now,
                List.of(Bouquet.ALL),
                ConnectionLimit.of(1),
                ListSettings.DEFAULT,
                null,
                LineStatus.ACTIVE,
                false,
                now));
        if (!headend.lines().add(line)) {
            throw new IllegalArgumentException("there is a line " + name);
        }
        return line;
    }

    void trial(String name, String password) {
        line(
                name,
                password,
                l -> new Line(
                        l.id(),
                        l.name(),
                        l.password(),
                        l.passwordSince(),
                        l.bouquets(),
                        ConnectionLimit.of(1),
                        ListSettings.DEFAULT,
                        null,
                        LineStatus.ACTIVE,
                        true,
                        l.createdAt()));
    }

    int category(String name) {
        return headend.categories().named(ContentKind.LIVE, name).id();
    }

    Channel find(int channel) {
        return headend.channels().find(channel).orElseThrow();
    }

    /** A channel that is not on air. */
    Channel channel(String name, String category) {
        return channel(name, category, channel -> channel);
    }

    Channel channel(String name, String category, UnaryOperator<Channel> change) {
        Channel channel = change.apply(Channel.of(
                contentIds.next(),
                Listed.plain(name, category(category), headend.clock().instant()),
                List.of(new Source("testcard:")),
                "small"));
        headend.channels().save(channel);
        return channel;
    }

    /** The same of fMP4 segments, with a past. */
    static Channel ofFragments(Channel c) {
        return new Channel(
                c.id(),
                c.listed(),
                c.position(),
                c.sources(),
                null,
                null,
                7,
                false,
                c.run(),
                new IngestOptions(null, null, null, null, Container.FMP4));
    }

    static Channel described(Channel c, String logo, String guideId, int archiveDays) {
        Listed listed = c.listed();
        return new Channel(
                c.id(),
                new Listed(c.name(), c.category(), logo, true, listed.rights(), listed.addedAt()),
                c.position(),
                c.sources(),
                null,
                guideId,
                archiveDays,
                false,
                c.run());
    }

    /** A channel with two renditions and six segments. */
    Channel channelOnAir(String name) {
        Channel channel = channel(name, "General");
        onAir(channel.id(), List.of(HIGH, LOW), WINDOW);
        return channel;
    }

    void onAir(int channel, List<Rendition> renditions, int segments) {
        Instant now = headend.clock().instant();
        LiveWindow window = LiveWindow.empty(channel, 1, SEGMENT_SECONDS, now).withRenditions(renditions, now);
        for (int i = 0; i < segments; i++) {
            Instant start = now.minusSeconds((long) SEGMENT_SECONDS * (segments - i));
            String name = SegmentName.of(start, 1, i, 0x1111_1111_1111_1111L * (i % 16))
                    .toString();
            window = window.append(new Segment(name, SEGMENT_SECONDS * 1000, start, i == 0), segments, now);
        }
        headend.windows().replace(headend.windows().findVersioned(channel).orElse(null), window);
    }

    /** Segments of an archive without their objects. */
    void kept(int channel, Instant from, int segments) {
        Format format = new Format(SEGMENT_SECONDS, List.of(HIGH, LOW));
        for (int i = 0; i < segments; i++) {
            Instant start = from.plusSeconds((long) SEGMENT_SECONDS * i);
            String name = SegmentName.of(start, 1, i, i).toString();
            headend.archive()
                    .tape(channel, 1)
                    .append(List.of(new Recorded(
                            new Segment(name, SEGMENT_SECONDS * 1000, start, false), format, List.of(188L, 188L))));
        }
    }

    /** A film in a category of its own. */
    Movie movie(String name) {
        Instant now = headend.clock().instant();
        int category = headend.categories().named(ContentKind.MOVIE, "Films").id();
        Movie movie = new Movie(
                contentIds.next(), Listed.plain(name, category, now), Details.NONE, new Source("file:/media/film.mkv"));
        headend.catalog().movies().save(movie);
        return movie;
    }

    /** The only episode of a series. */
    Episode episode(String series) {
        Instant now = headend.clock().instant();
        int category = headend.categories().named(ContentKind.SERIES, "Series").id();
        SeriesShelf shelf = headend.catalog().series();
        Series made = new Series(contentIds.next(), Listed.plain(series, category, now), Details.NONE, List.of(), now);
        shelf.save(made);
        Episode episode = new Episode(
                contentIds.next(), made.id(), 1, 1, "", null, Details.NONE, new Source("file:/media/e.mkv"), now);
        shelf.saveEpisode(episode);
        return episode;
    }

    /** Has a film or an episode packaged: one segment, of two renditions. */
    void ready(int content, Duration length) {
        String playlist = "hls/" + content + "/list/vod/index.m3u8";
        headend.stores()
                .objects()
                .put(
                        playlist,
                        filmPlaylist().getBytes(StandardCharsets.UTF_8),
                        new ObjectMeta("application/vnd.apple.mpegurl", null, null));
        headend.assets().want(content);
        headend.assets()
                .change(
                        content,
                        asset -> asset.ready(
                                new Packaged(
                                        2,
                                        List.of(HIGH, LOW),
                                        length.toMillis(),
                                        playlist,
                                        "0123456789abcdef.mp4",
                                        1_000_000),
                                headend.clock().instant()));
    }

    String filmPlaylist() {
        String name = SegmentName.of(headend.clock().instant(), 1, 0, 9).toString();
        return "#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-TARGETDURATION:2\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXTINF:2.000,\n" + name
                + ".ts\n#EXT-X-ENDLIST\n";
    }

    /** Slates of one segment each. */
    void slates() {
        Instant now = headend.clock().instant();
        for (SlateReason reason : SlateReason.values()) {
            String name = SegmentName.of(now, 0, 0, 7).toString();
            headend.slates()
                    .save(new Slate(
                            reason,
                            1,
                            new Rendition(reason.rendition(), "avc1.4d401f,mp4a.40.2", 640, 360, 25, 300_000, 200_000),
                            List.of(new Segment(name, SEGMENT_SECONDS * 1000, now, false))));
        }
    }

    void show(int channel, Generated.Shape shape) {
        Instant now = headend.clock().instant();
        LiveWindow window = LiveWindow.empty(channel, 1, 5, now).withRenditions(shape.renditions(), now);
        Instant start = now.minusSeconds(10);
        for (Generated.Shape.Cut cut : shape.cuts()) {
            String name = SegmentName.of(start, 1, window.nextSequence(), start.toEpochMilli())
                    .toString();
            window = window.append(new Segment(name, cut.millis(), start, cut.discontinuity()), WINDOW * 2, now);
            start = start.plusMillis(cut.millis());
        }
        headend.windows().replace(null, window);
    }

    /** An edge on the host the viewer came by. */
    void edge(String name, int port) {
        headend.edges().save(Edge.of(name, "http", null, port, 1));
    }

    void httpsEdge(String name, String host) {
        headend.edges().save(Edge.of(name, "https", host, 443, 1));
    }

    void edge(String name, String host, int port) {
        headend.edges().save(Edge.of(name, "http", host, port, 1));
    }
}
