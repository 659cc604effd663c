package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.e2e.BrowserPlayer.Report;
import dev.headwater.e2e.HeadwaterProcess.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A channel in two languages, each a tone of its own, with subtitles, in real players. */
class LanguagesPlayTest {
    private static final int GERMAN = 400;
    private static final int ENGLISH = 1600;
    private static final int SECOND = 25;
    private static final Pattern CUE = Pattern.compile("\\d\\d:\\d\\d\\.\\d{3} --> [0-9:.]+\\R(<[^>]*>)?Line \\d");
    private static final String COPIED = "copied";
    private static final String LADDER = "ladder";
    private static final String FRAGMENTS = "fragments";

    private static HeadwaterProcess headwater;
    private static Map<String, Integer> channels;
    private static Path clip;

    @BeforeAll
    static void channelsOnAir(@TempDir Path folder) throws Exception {
        Ffmpeg.assumePresent();
        clip = clip(folder);
        headwater = HeadwaterProcess.up(folder.resolve("data"), "--no-demo");
        channels = Map.of(
                COPIED, add("Copied", "--source", "file:" + clip),
                LADDER, add("Ladder", "--source", "file:" + clip, "--ladder", "tiny"),
                FRAGMENTS, add("Fragments", "--source", "file:" + clip, "--segments", "fmp4"));
        Eventually.withinSeconds(60)
                .until(
                        "all channels are on air",
                        () -> headwater.command("channel", "list").findValuesAsText("state").stream()
                                .allMatch("on_air"::equals));
    }

    @AfterAll
    static void stop() {
        if (headwater != null) {
            headwater.close();
        }
    }

    private static Path clip(Path folder) throws Exception {
        StringBuilder said = new StringBuilder();
        for (int n = 0; n < 10; n++) {
            said.append("%d\n00:00:%02d,200 --> 00:00:%02d,800\nLine %d\n\n".formatted(n + 1, 2 * n, 2 * n + 1, n));
        }
        Path texts = Files.writeString(folder.resolve("said.srt"), said);
        Path made = folder.resolve("clip.mp4");
        run("ffmpeg", "-nostdin", "-v", "error", "-y")
                .with("-f", "lavfi", "-i", "testsrc2=size=640x360:rate=25")
                .with("-f", "lavfi", "-i", "sine=sample_rate=48000:frequency=" + GERMAN)
                .with("-f", "lavfi", "-i", "sine=sample_rate=48000:frequency=" + ENGLISH)
                .with("-i", texts.toString(), "-map", "0:v", "-map", "1:a", "-map", "2:a", "-map", "3:s", "-t", "20")
                .with("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "50", "-b:v", "600k")
                .with("-c:a", "aac", "-c:s", "mov_text", "-metadata:s:a:0", "language=deu")
                .with("-metadata:s:a:1", "language=eng", "-metadata:s:s:0", "language=eng", made.toString())
                .output();
        return made;
    }

    private static int add(String name, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("channel", "add", name));
        command.addAll(List.of(options));
        return headwater.command(command.toArray(String[]::new)).path("id").asInt();
    }

    private static Command run(String... words) {
        return new Command(new ArrayList<>(List.of(words)));
    }

    /** A program that ends by itself. */
    private record Command(List<String> words) {
        Command with(String... more) {
            words.addAll(List.of(more));
            return this;
        }

        byte[] output() throws IOException, InterruptedException {
            Process process = new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            byte[] out = process.getInputStream().readAllBytes();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(words.toString()).isZero();
            return out;
        }
    }

    private static double pitch(String url, String which) throws Exception {
        byte[] samples = run("ffmpeg", "-nostdin", "-v", "error", "-i", url, "-map", which, "-t", "2")
                .with("-ac", "1", "-ar", "48000", "-f", "u8", "-")
                .output();
        int crossings = 0;
        for (int i = 1; i < samples.length; i++) {
            crossings += (samples[i - 1] & 0xff) < 128 && (samples[i] & 0xff) >= 128 ? 1 : 0;
        }
        return crossings * 48_000.0 / samples.length;
    }

    private static List<String> streams(String url) throws Exception {
        byte[] shown = run("ffprobe", "-v", "error", "-show_entries", "stream=codec_type:stream_tags=language")
                .with("-of", "csv=p=0", url)
                .output();
        return new String(shown, StandardCharsets.UTF_8).lines().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {COPIED, LADDER})
    void theMultivariantPlaylistShowsBoth(String channel) throws Exception {
        String url = headwater.line("probe-" + channel, 20).channel(channels.get(channel));
        assertThat(streams(url)).contains("video", "audio,de", "audio,en");
        assertThat(pitch(url, "0:a:m:language:de")).isCloseTo(GERMAN, within(40.0));
        assertThat(pitch(url, "0:a:m:language:en")).isCloseTo(ENGLISH, within(80.0));
    }

    /** Read as text: not every FFmpeg shows subtitles of HLS. */
    @ParameterizedTest
    @ValueSource(strings = {COPIED, LADDER})
    void theMultivariantPlaylistNamesSubtitlesAndTheirSegmentsHoldWhatIsSaid(String channel) throws Exception {
        HttpResponse<String> master =
                Http.get(headwater.line("texts-" + channel, 20).channel(channels.get(channel)));
        String media = master.body()
                .lines()
                .filter(line -> line.startsWith("#EXT-X-MEDIA:TYPE=SUBTITLES"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(master.body()));
        assertThat(media).contains("LANGUAGE=\"en\"");
        String group = attribute(media, "GROUP-ID");
        assertThat(master.body().lines().filter(line -> line.startsWith("#EXT-X-STREAM-INF:")))
                .isNotEmpty()
                .allMatch(line -> attribute(line, "SUBTITLES").equals(group));
        List<URI> segments = Http.uris(Http.get(master.uri().resolve(attribute(media, "URI"))));
        List<String> texts = new ArrayList<>();
        for (URI segment : segments) {
            HttpResponse<String> redirect = Http.get(segment);
            assertThat(redirect.statusCode()).isEqualTo(302);
            texts.add(Http.get(redirect.headers().firstValue("Location").orElseThrow())
                    .body());
        }
        assertThat(texts).isNotEmpty().allMatch(text -> text.startsWith("WEBVTT\nX-TIMESTAMP-MAP="));
        // Something is said in every two seconds; what a busy machine reads late stands in the next segment.
        assertThat(texts.stream().filter(text -> CUE.matcher(text).find()).count())
                .isGreaterThan(texts.size() / 2);
    }

    private static String attribute(String tag, String name) {
        Matcher value = Pattern.compile("[:,]" + name + "=\"([^\"]*)\"").matcher(tag);
        return value.find() ? value.group(1) : "";
    }

    @Test
    void aFilmHasBothLanguagesInHlsAndAsAFile() throws Exception {
        int film = headwater
                .command("movie", "add", clip.toString(), "--name", "Film")
                .path("id")
                .asInt();
        Eventually.withinSeconds(120)
                .until(
                        "the film is made",
                        () -> headwater
                                .command("movie", "show", Integer.toString(film))
                                .path("state")
                                .asText()
                                .equals("ready"));
        HeadwaterProcess.Line line = headwater.line("film", 20);
        String base = line.base() + "/movie/" + line.name() + "/" + line.password() + "/" + film;
        for (String[] each : new String[][] {{".m3u8", "de", "en"}, {".mp4", "deu", "eng"}}) {
            String url = base + each[0];
            assertThat(streams(url)).contains("audio," + each[1], "audio," + each[2]);
            assertThat(pitch(url, "0:a:m:language:" + each[1])).isCloseTo(GERMAN, within(40.0));
            assertThat(pitch(url, "0:a:m:language:" + each[2])).isCloseTo(ENGLISH, within(80.0));
        }
        Outcome ended = new ThisCommandLine(Map.of()).run("check-stream", base + ".m3u8");
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {COPIED, LADDER})
    void everyRuleIsKept(String channel) throws Exception {
        String url = headwater.line("check-" + channel, 20).channel(channels.get(channel));
        Outcome ended = new ThisCommandLine(Map.of()).run("check-stream", url);
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).contains("of 3 playlists", "Nothing is broken.");
    }

    /** A mark in the pictures' corner is there as long as the subtitle is to be. */
    @Test
    void aBitmapSubtitleIsSeenInThePicture(@TempDir Path folder) throws Exception {
        Path marked = marked(folder);
        int channel = add("Burnt", "--source", "file:" + marked, "--ladder", "tiny", "--burn-in", "de");
        try {
            String url = headwater.line("burnt", 20).channel(channel);
            Eventually.withinSeconds(60)
                    .until(
                            "it is on air",
                            () -> channel(channel).path("state").asText().equals("on_air"));
            List<byte[]> pictures = pictures(url, 8 * SECOND);
            assertThat(pictures).hasSizeGreaterThan(6 * SECOND);
            assertThat(pictures).anyMatch(LanguagesPlayTest::isMarked).anyMatch(picture -> !isMarked(picture));
            for (int i = 2; i < pictures.size() - 2; i++) {
                boolean isMarked = isMarked(pictures.get(i));
                boolean isSteady = pictures.subList(i - 2, i + 3).stream().allMatch(one -> isMarked(one) == isMarked);
                if (isSteady) {
                    assertThat(isBright(
                                    pictures.get(i),
                                    PgsFile.LEFT + PgsFile.WIDTH / 2,
                                    PgsFile.TOP + PgsFile.HEIGHT / 2))
                            .as("picture %d", i)
                            .isEqualTo(isMarked);
                }
            }
            headwater.command("channel", "set", Integer.toString(channel), "--burn-in", "fr");
            Eventually.withinSeconds(60)
                    .until(
                            "it says that there are none in French",
                            () -> channel(channel)
                                    .path("ingest")
                                    .path("warning")
                                    .asText()
                                    .contains("no bitmap subtitles in 'fr'"));
        } finally {
            headwater.command("channel", "remove", Integer.toString(channel));
        }
    }

    private static JsonNode channel(int id) throws Exception {
        return headwater.command("channel", "show", Integer.toString(id));
    }

    private static Path marked(Path folder) throws Exception {
        Path subtitles = PgsFile.write(folder.resolve("box.sup"), 24);
        Path made = folder.resolve("marked.ts");
        String mark = "drawbox=w=64:h=64:color=white:t=fill:enable='between(mod(t\\,4)\\,0.99\\,2.97)'";
        run("ffmpeg", "-nostdin", "-v", "error", "-y")
                .with("-f", "lavfi", "-i", "color=c=0x303030:s=640x360:r=25," + mark)
                .with("-f", "lavfi", "-i", "sine=sample_rate=48000:frequency=" + GERMAN)
                .with("-fix_sub_duration", "-itsoffset", "1", "-i", subtitles.toString())
                .with("-map", "0:v", "-map", "1:a", "-map", "2:s", "-t", "24", "-c:a", "aac", "-c:s", "dvbsub")
                .with("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "50")
                .with("-metadata:s:s:0", "language=ger", made.toString())
                .output();
        return made;
    }

    /** As a viewer decodes them, in shades of grey. */
    private static List<byte[]> pictures(String url, int count) throws Exception {
        byte[] all = run("ffmpeg", "-nostdin", "-v", "error", "-i", url, "-map", "0:v:0", "-vf", "scale=640:360")
                .with("-frames:v", Integer.toString(count), "-pix_fmt", "gray", "-f", "rawvideo", "-")
                .output();
        List<byte[]> pictures = new ArrayList<>();
        for (int at = 0; at + 640 * 360 <= all.length; at += 640 * 360) {
            pictures.add(Arrays.copyOfRange(all, at, at + 640 * 360));
        }
        return pictures;
    }

    private static boolean isMarked(byte[] picture) {
        return isBright(picture, 20, 20);
    }

    private static boolean isBright(byte[] picture, int x, int y) {
        return (picture[y * 640 + x] & 0xff) > 120;
    }

    @ParameterizedTest
    @ValueSource(strings = {COPIED, LADDER})
    void theEndlessStreamHasTheFirst(String channel) throws Exception {
        String url = headwater.line("ts-" + channel, 20).stream(channels.get(channel), ".ts");
        try (Ffmpeg player = Ffmpeg.play(url)) {
            player.awaitFrames(3 * SECOND, 40);
        }
        assertThat(pitch(url, "0:a:0")).isCloseTo(GERMAN, within(40.0));
    }

    @Tag("alone")
    @ParameterizedTest
    @ValueSource(strings = {COPIED, FRAGMENTS})
    void hlsJsChangesTheLanguageAndShowsSubtitles(String channel) throws Exception {
        BrowserPlayer.assumePresent();
        String url = headwater.line("browser-" + channel, 20).channel(channels.get(channel));
        try (BrowserPlayer browser = BrowserPlayer.listen(url, 4)) {
            browser.awaitPlayed(3, 40);
            assertThat(details(browser, "audios")).last().isEqualTo("de,en");
            // It may be over already: the page changes by its own clock.
            Eventually.withinSeconds(60)
                    .until(
                            "German was heard",
                            () -> details(browser, "pitch").stream().anyMatch(heard -> isNear(GERMAN, heard)));
            Eventually.withinSeconds(60)
                    .until("English was chosen", () -> details(browser, "audio").contains("en"));
            int reports = browser.reports().size();
            browser.awaitPlayed(6, 40);
            Eventually.withinSeconds(60).until("English is heard", () -> {
                List<String> heard = details(browser, "pitch");
                return !heard.isEmpty() && isNear(ENGLISH, heard.getLast());
            });
            assertThat(browser.longestPause(reports)).isLessThan(java.time.Duration.ofSeconds(3));
            assertThat(details(browser, "cue")).anyMatch(text -> text.matches("Line \\d"));
        }
    }

    private static boolean isNear(int hertz, String heard) {
        return Math.abs(Double.parseDouble(heard) - hertz) < hertz * 0.1;
    }

    private static List<String> details(BrowserPlayer browser, String event) {
        return browser.reports().stream()
                .filter(report -> report.event().equals(event))
                .map(Report::detail)
                .toList();
    }
}
