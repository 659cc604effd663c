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
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rung;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.InMemoryObjectStore;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.SecretStore;
import dev.headwater.core.store.Tables;
import dev.headwater.core.vod.Asset;
import dev.headwater.core.vod.Assets;
import dev.headwater.core.vod.TranscodeJobs.News;
import dev.headwater.core.vod.Transcoding;
import dev.headwater.core.vod.text.FilmTexts;
import dev.headwater.ingest.supervisor.children.ChildCommand;
import dev.headwater.ingest.supervisor.children.ClipMaker;
import dev.headwater.local.folder.Claim;
import dev.headwater.local.folder.DataFolder;
import dev.headwater.local.objects.FolderObjectStore;
import dev.headwater.local.secrets.FileSecretStore;
import dev.headwater.local.tables.LocalTables;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A film that was sent, by MediaConvert, to a player, with the subtitles within its file: its API by a stub that holds each request against the service model and
 * transcodes by the worker, its events twice and in the wrong order, all the rest as it is.
 */
class FilmsByMediaConvertTest {
    private static final int GOOD = 1;
    private static final int CORRUPT = 2;
    private static final int SECRET = 3;
    private static final int SECONDS = 6;
    private static final int FRAME_RATE = 25;
    private static final Ladder LADDER = new Ladder(
            "two",
            FRAME_RATE,
            List.of(new Rung("360p", 640, 360, 600_000, 96_000), new Rung("180p", 320, 180, 200_000, 64_000)));
    private static final List<String> CHILD = ChildCommand.java(
            Path.of(System.getProperty("java.home")),
            Path.of("..", "standalone", "target", "app").toAbsolutePath().normalize() + "/*");

    private static final String SAID = """
            1
            00:00:00,500 --> 00:00:01,500
            %s

            2
            00:00:02,500 --> 00:00:03,500
            %s
            """;

    @TempDir
    private Path folder;

    private final Clock clock = Clock.systemUTC();
    private final ObjectStore uploads = new InMemoryObjectStore();

    @BeforeAll
    static void ffmpegIsThere() {
        Ffmpeg.assumePresent();
    }

    @Test
    void aRealFilmPlaysAnEncryptedOneThroughItsKeyAndACorruptOneSaysWhyNot() throws Exception {
        upload(GOOD, film("film.mp4", "mov_text"));
        upload(SECRET, film("film.mkv", "srt"));
        upload(CORRUPT, Files.readAllBytes(Path.of("pom.xml")));
        Path data = folder.resolve("data");
        try (DataFolder held = claim(data);
                LocalTables tables = LocalTables.open(held.tables(), clock)) {
            SecretStore secrets = new FileSecretStore(held.secrets());
            ContentKeys keys = new ContentKeys(tables.tables().catalog(), secrets, new SecureRandom(), clock);
            make(tables.tables(), new FolderObjectStore(held.objects()), keys);
        }
        try (HeadwaterProcess headwater = HeadwaterProcess.up(data, "--no-demo")) {
            HeadwaterProcess.Line line = headwater.line("ada", 2);
            plays(line, GOOD, ".m3u8");
            plays(line, GOOD, ".mp4");
            plays(line, SECRET, ".m3u8");
            hasSubtitles(url(line, GOOD, ".m3u8"));
            hasSubtitles(url(line, SECRET, ".m3u8"));
            assertThat(cue(url(line, GOOD, ".m3u8"))).contains("X-TIMESTAMP-MAP=MPEGTS:", "Zweite Zeile");
            assertThat(Http.get(url(line, SECRET, ".mp4")).statusCode()).isEqualTo(403);
            assertThat(Http.get(Http.uris(Http.get(url(line, SECRET, ".m3u8"))).getFirst())
                            .body())
                    .containsOnlyOnce("#EXT-X-KEY:METHOD=AES-128,URI=");
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

    /** With subtitles in two languages, within the file. */
    private byte[] film(String name, String texts) throws Exception {
        Path clip = folder.resolve("clip.ts");
        if (!Files.exists(clip)) {
            new ClipMaker(CHILD)
                    .make(
                            clip,
                            new Source("testcard:"),
                            Ladder.TINY,
                            Duration.ofSeconds(SECONDS),
                            (made, length) -> {});
        }
        Path german = Files.writeString(folder.resolve("de.srt"), SAID.formatted("Erste Zeile", "Zweite Zeile"));
        Path english = Files.writeString(folder.resolve("en.srt"), SAID.formatted("First line", "Second line"));
        Path film = folder.resolve(name);
        Process muxer = new ProcessBuilder(
                        "ffmpeg",
                        "-nostdin",
                        "-v",
                        "error",
                        "-i",
                        clip.toString(),
                        "-i",
                        german.toString(),
                        "-i",
                        english.toString(),
                        "-map",
                        "0:v:0",
                        "-map",
                        "0:a:0",
                        "-map",
                        "1",
                        "-map",
                        "2",
                        "-c",
                        "copy",
                        "-c:s",
                        texts,
                        "-metadata:s:s:0",
                        "language=deu",
                        "-metadata:s:s:1",
                        "language=eng",
                        film.toString())
                .inheritIO()
                .start();
        assertThat(muxer.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(muxer.exitValue()).isZero();
        return Files.readAllBytes(film);
    }

    private static void hasSubtitles(String url) throws Exception {
        assertThat(Http.get(url).body().lines().filter(line -> line.startsWith("#EXT-X-MEDIA:TYPE=SUBTITLES")))
                .hasSize(2)
                .anyMatch(line -> line.contains("LANGUAGE=\"de\""))
                .anyMatch(line -> line.contains("LANGUAGE=\"en\""));
        HeadwaterProcess.Outcome checked = new ThisCommandLine(Map.of()).run("check-stream", url);
        assertThat(checked.exitCode()).as(checked.out() + checked.err()).isZero();
        assertThat(checked.out()).contains("of 4 playlists", "Nothing is broken.");
    }

    /** The second segment of the first subtitles, from whichever edge it is on. */
    private static String cue(String url) {
        HttpResponse<String> entry = Http.get(url);
        String texts = entry.body()
                .lines()
                .filter(line -> line.startsWith("#EXT-X-MEDIA:TYPE=SUBTITLES"))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*URI=\"([^\"]*)\".*", "$1");
        HttpResponse<String> redirect =
                Http.get(Http.uris(Http.get(entry.uri().resolve(texts))).get(1));
        return Http.get(URI.create(redirect.headers().firstValue("Location").orElseThrow()))
                .body();
    }

    private static Source source(int film) {
        return new Source("upload:" + "%024x".formatted(film));
    }

    private void upload(int film, byte[] file) {
        uploads.put("uploads/" + source(film).rest(), file, new ObjectMeta("application/octet-stream", null, null));
    }

    private void make(Tables tables, ObjectStore media, ContentKeys keys) throws Exception {
        Movies movies = new Movies(tables.catalog());
        int category = new Categories(tables.catalog(), new IdSequence(tables.accounts(), IdSequence.CATEGORY, 8))
                .named(ContentKind.MOVIE, "Films")
                .id();
        Assets assets = new Assets(tables.catalog(), clock);
        for (int film : List.of(GOOD, CORRUPT, SECRET)) {
            Listed listed = Listed.plain("Film " + film, category, clock.instant());
            movies.save(new Movie(film, listed, Details.NONE, source(film), film == SECRET));
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
                    new FilmTexts(uploads, clock),
                    keys,
                    LADDER,
                    clock,
                    new SecureRandom()));
            transcoding.look();
            transcoding.look();
            assertThat(service.refusals()).isEmpty();
            assertThat(service.requests()).hasSize(3);
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
        Asset secret = assets.find(SECRET).orElseThrow();
        assertThat(secret.error()).isNull();
        assertThat(secret.state()).isEqualTo(Asset.State.READY);
        Asset corrupt = assets.find(CORRUPT).orElseThrow();
        assertThat(good.error()).isNull();
        assertThat(good.state()).isEqualTo(Asset.State.READY);
        assertThat(corrupt.state()).isEqualTo(Asset.State.FAILED);
        Instant before = good.updatedAt();
        news.forEach(transcoding::heard);
        transcoding.look();
        assertThat(assets.find(GOOD)).contains(good).map(Asset::updatedAt).contains(before);
        assertThat(assets.find(CORRUPT)).contains(corrupt);
        assertThat(assets.find(SECRET)).contains(secret);
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

    private static String url(HeadwaterProcess.Line line, int film, String extension) {
        return line.base() + "/movie/" + line.name() + "/" + line.password() + "/" + film + extension;
    }

    private static void plays(HeadwaterProcess.Line line, int film, String extension) throws IOException {
        try (Ffmpeg player = Ffmpeg.play(url(line, film, extension))) {
            player.awaitEnd(Duration.ofSeconds(40));
            assertThat(player.complaints()).isEmpty();
            assertThat(player.lost()).isZero();
            assertThat(player.frames()).hasSizeGreaterThanOrEqualTo(SECONDS * FRAME_RATE - 2);
        }
    }
}
