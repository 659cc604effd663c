package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.aws.StubMediaConvert;
import dev.headwater.aws.client.AwsAccess;
import dev.headwater.aws.client.AwsClients;
import dev.headwater.aws.transcode.MediaConvertJobs;
import dev.headwater.aws.transcode.MediaConvertStates;
import dev.headwater.aws.transcode.TranscodePlace;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.catalog.Withheld;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rung;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.InMemoryObjectStore;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.Tables;
import dev.headwater.core.vod.Asset;
import dev.headwater.core.vod.Assets;
import dev.headwater.core.vod.TranscodeJobs.News;
import dev.headwater.core.vod.Transcoding;
import dev.headwater.ingest.supervisor.ChildCommand;
import dev.headwater.ingest.supervisor.ClipMaker;
import dev.headwater.local.folder.Claim;
import dev.headwater.local.folder.DataFolder;
import dev.headwater.local.objects.FolderObjectStore;
import dev.headwater.local.tables.LocalTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A film that was sent, by MediaConvert, to a player: its API by a stub that holds each request against the service model and
 * transcodes by the worker, its events twice and in the wrong order, all the rest as it is.
 */
class FilmsByMediaConvertTest {
    private static final int GOOD = 1;
    private static final int CORRUPT = 2;
    private static final int SECONDS = 6;
    private static final int FRAME_RATE = 25;
    private static final Ladder LADDER = new Ladder(
            "two",
            FRAME_RATE,
            List.of(new Rung("360p", 640, 360, 600_000, 96_000), new Rung("180p", 320, 180, 200_000, 64_000)));
    private static final List<String> CHILD = ChildCommand.java(
            Path.of(System.getProperty("java.home")),
            Path.of("..", "standalone", "target", "app").toAbsolutePath().normalize() + "/*");

    @TempDir
    private Path folder;

    private final Clock clock = Clock.systemUTC();
    private final ObjectStore uploads = new InMemoryObjectStore();

    @BeforeAll
    static void ffmpegIsThere() {
        Ffmpeg.assumePresent();
    }

    @Test
    void aRealFilmPlaysAndACorruptOneSaysWhyNot() throws Exception {
        upload(GOOD, film());
        upload(CORRUPT, Files.readAllBytes(Path.of("pom.xml")));
        Path data = folder.resolve("data");
        try (DataFolder held = claim(data);
                LocalTables tables = LocalTables.open(held.tables(), clock)) {
            make(tables.tables(), new FolderObjectStore(held.objects()));
        }
        try (HeadwaterProcess headwater = HeadwaterProcess.up(data, "--no-demo")) {
            HeadwaterProcess.Line line = headwater.line("ada", 2);
            plays(line, ".m3u8");
            plays(line, ".mp4");
            JsonNode corrupt = headwater.command("movie", "show", Integer.toString(CORRUPT));
            assertThat(corrupt.path("state").asText()).isEqualTo("failed");
            assertThat(corrupt.path("error").asText())
                    .startsWith("MediaConvert can make nothing of the file (error 1010)");
        }
    }

    private static DataFolder claim(Path data) {
        return switch (DataFolder.claim(data)) {
            case Claim.Held held -> held.folder();
            case Claim.Refused refused -> throw new AssertionError(refused.message());
        };
    }

    private byte[] film() throws IOException {
        Path clip = folder.resolve("clip.ts");
        new ClipMaker(CHILD)
                .make(clip, new Source("testcard:"), Ladder.TINY, Duration.ofSeconds(SECONDS), (made, length) -> {});
        return Files.readAllBytes(clip);
    }

    private static Source source(int film) {
        return new Source("upload:" + "%024x".formatted(film));
    }

    private void upload(int film, byte[] file) {
        uploads.put("uploads/" + source(film).rest(), file, new ObjectMeta("application/octet-stream", null, null));
    }

    private void make(Tables tables, ObjectStore media) throws Exception {
        Movies movies = new Movies(tables.catalog());
        int category = new Categories(tables.catalog(), new IdSequence(tables.accounts(), IdSequence.CATEGORY, 8))
                .named(ContentKind.MOVIE, "Films")
                .id();
        Assets assets = new Assets(tables.catalog(), clock);
        for (int film : List.of(GOOD, CORRUPT)) {
            movies.save(new Movie(
                    film, Listed.plain("Film " + film, category, clock.instant()), Details.NONE, source(film)));
            assets.want(film);
        }
        TranscodePlace place = new TranscodePlace("arn:aws:iam::1:role/r", "arn:aws:q", "media", "uploads");
        try (StubMediaConvert service = new StubMediaConvert(
                        Map.of("media", media, "uploads", uploads), new WorkerEngine(CHILD, folder));
                AwsClients clients = new AwsClients(AwsAccess.of(Map.of(
                        "AWS_ACCESS_KEY_ID", "any",
                        "AWS_SECRET_ACCESS_KEY", "any",
                        "AWS_ENDPOINT_URL_MEDIACONVERT", service.endpoint().toString())))) {
            Transcoding transcoding = new Transcoding(new Transcoding.Parts(
                    new MediaConvertJobs(clients.mediaConvert(), place),
                    assets,
                    new Catalog(new Channels(tables.catalog()), movies, new SeriesShelf(tables.catalog())),
                    Withheld.NOTHING,
                    tables.catalog(),
                    new Leases(tables.sessions(), clock),
                    media,
                    LADDER,
                    clock,
                    new SecureRandom()));
            transcoding.look();
            transcoding.look();
            assertThat(service.refusals()).isEmpty();
            assertThat(service.requests()).hasSize(2);
            service.work();
            tell(transcoding, service.events(), assets);
        }
    }

    /** The last first, and all of them once more. */
    private static void tell(Transcoding transcoding, List<String> events, Assets assets) throws IOException {
        List<News> news = new ArrayList<>();
        for (String event : events) {
            news.add(news(new ObjectMapper().readTree(event).path("detail")));
        }
        news.reversed().forEach(transcoding::heard);
        Asset good = assets.find(GOOD).orElseThrow();
        Asset corrupt = assets.find(CORRUPT).orElseThrow();
        assertThat(good.error()).isNull();
        assertThat(good.state()).isEqualTo(Asset.State.READY);
        assertThat(corrupt.state()).isEqualTo(Asset.State.FAILED);
        Instant before = good.updatedAt();
        news.forEach(transcoding::heard);
        transcoding.look();
        assertThat(assets.find(GOOD)).contains(good).map(Asset::updatedAt).contains(before);
        assertThat(assets.find(CORRUPT)).contains(corrupt);
        assertThat(assets.waiting()).isEmpty();
    }

    private static News news(JsonNode detail) {
        JsonNode code = detail.path("errorCode");
        return new News(
                detail.path("jobId").asText(),
                detail.path("userMetadata").path("content").asInt(),
                detail.path("userMetadata").path("fence").asLong(),
                MediaConvertStates.of(
                        detail.path("status").asText(),
                        detail.path("jobProgress").path("jobPercentComplete").asInt(),
                        code.isInt() ? code.asInt() : null,
                        detail.path("errorMessage").asText()));
    }

    private static void plays(HeadwaterProcess.Line line, String extension) throws IOException {
        String url = line.base() + "/movie/" + line.name() + "/" + line.password() + "/" + GOOD + extension;
        try (Ffmpeg player = Ffmpeg.play(url)) {
            player.awaitEnd(Duration.ofSeconds(40));
            assertThat(player.complaints()).isEmpty();
            assertThat(player.lost()).isZero();
            assertThat(player.frames()).hasSizeGreaterThanOrEqualTo(SECONDS * FRAME_RATE - 2);
        }
    }
}
