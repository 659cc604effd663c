package dev.headwater.ingest.supervisor.title;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.vod.Asset;
import dev.headwater.ingest.frames.TitleTask;
import dev.headwater.ingest.supervisor.children.Await;
import dev.headwater.ingest.supervisor.children.ClipMaker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmPartsTest {
    private static final int FILM = 7;

    @TempDir
    private static Path films;

    /** Of three parts. */
    private static Path film;

    @TempDir
    private Path work;

    private final FilmRig rig = new FilmRig();

    /** A recording has no index; the file that is made of it has one. */
    @BeforeAll
    static void film() throws IOException {
        Path clip = films.resolve("clip.ts");
        new ClipMaker(FilmRig.COMMAND)
                .make(clip, new Source("testcard:"), Ladder.TINY, Duration.ofSeconds(13), (made, length) -> {});
        FilmRig rig = new FilmRig();
        rig.want(1, clip);
        try (VodWorker worker = rig.worker(films.resolve("work"), 1, task -> 0)) {
            worker.start();
            Asset.Packaged made = rig.awaitEnd(1).packaged();
            assertThat(made).isNotNull();
            film = Files.write(
                    films.resolve("film.mp4"),
                    rig.rig
                            .objects
                            .get(SegmentKeys.file(1, made.file()), ByteRange.ALL)
                            .orElseThrow()
                            .readAll());
        }
        assertThat(rig.launched).containsExactly(TitleTask.BEGIN);
    }

    @Test
    void aPartWhoseChildIsKilledIsMadeAgainAndTheOthersStay() {
        rig.want(FILM, film);
        try (VodWorker worker = rig.worker(work, 2, task -> task.equals(TitleTask.part(1)) ? 2 : 0)) {
            worker.start();
            assertPlays(rig.awaitEnd(FILM));
        }
        assertThat(rig.launched)
                .containsExactlyInAnyOrder(
                        TitleTask.BEGIN,
                        TitleTask.SOUND,
                        TitleTask.part(0),
                        TitleTask.part(1),
                        TitleTask.part(1),
                        TitleTask.part(1),
                        TitleTask.part(2),
                        TitleTask.STORYBOARD,
                        TitleTask.JOIN);
        assertThat(work.resolve("7")).doesNotExist();
    }

    @Test
    void aPartThatIsKilledEachTimeIsTheEndOfItAndWhatIsDoneStays() throws IOException {
        rig.want(FILM, film);
        try (VodWorker worker = rig.worker(work, 1, task -> task.equals(TitleTask.part(1)) ? 3 : 0)) {
            worker.start();
            assertThat(rig.awaitEnd(FILM).error()).isEqualTo("the child process ended before the title was made");
        }
        assertThat(rig.launched(TitleTask.part(1))).isEqualTo(3);
        assertThat(done()).contains("sound", "part-0").doesNotContain("part-1");

        rig.launched.clear();
        rig.rig.clock.move(Duration.ofMinutes(6));
        rig.assets.want(FILM);
        try (VodWorker worker = rig.worker(work, 1, task -> 0)) {
            worker.start();
            assertPlays(rig.awaitEnd(FILM));
        }
        assertThat(rig.launched(TitleTask.SOUND) + rig.launched(TitleTask.part(0)))
                .isZero();
    }

    @Test
    void whatAKilledWorkerHasFinishedIsNotMadeAgain() throws IOException {
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FilmProcess.class.getName(),
                        work.toString(),
                        film.toString())
                .redirectErrorStream(true)
                .redirectOutput(films.resolve("killed.log").toFile())
                .start();
        try {
            Await.until("a part is made", Duration.ofSeconds(120), () -> Files.exists(work.resolve("7/part-0")));
        } finally {
            killed.destroyForcibly().onExit().join();
        }
        List<String> done = done();
        assertThat(done).contains("sound", "part-0").doesNotContain("part-2");

        rig.want(FILM, film);
        try (VodWorker worker = rig.worker(work, 1, task -> 0)) {
            worker.start();
            assertPlays(rig.awaitEnd(FILM));
        }
        assertThat(rig.launched)
                .doesNotHaveDuplicates()
                .contains(TitleTask.BEGIN, TitleTask.part(2), TitleTask.JOIN)
                .extracting(TitleTask::toString)
                .doesNotContainAnyElementsOf(done);
    }

    private List<String> done() throws IOException {
        try (Stream<Path> files = Files.list(work.resolve("7"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".tmp"))
                    .toList();
        }
    }

    private void assertPlays(Asset asset) {
        assertThat(asset.error()).isNull();
        Asset.Packaged made = asset.packaged();
        assertThat(made).isNotNull();
        assertThat(made.durationMillis()).isBetween(12_960L, 13_200L);
        List<String> named = new String(
                        rig.rig
                                .objects
                                .get(made.playlist(), ByteRange.ALL)
                                .orElseThrow()
                                .readAll(),
                        StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.endsWith(".ts"))
                .toList();
        assertThat(named).hasSize(7);
        assertThat(keys("hls/7/360p/vod/")).hasSameSizeAs(named).allMatch(key -> named.contains(last(key)));
        assertThat(keys("hls/7/file/vod/")).hasSize(1);
        assertThat(keys("hls/7/pictures/vod/"))
                .hasSize(2)
                .allMatch(key -> last(key).matches("vod-\\d+-[0-9a-f]{16}\\.(0000000\\.jpg|vtt)"));
        String index = keys("hls/7/pictures/vod/").getLast();
        assertThat(new String(
                        rig.rig.objects.get(index, ByteRange.ALL).orElseThrow().readAll(), StandardCharsets.UTF_8))
                .contains(last(index).replace("vtt", "0000000.jpg#xywh=0,0,160,90"));
    }

    private static String last(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    private List<String> keys(String prefix) {
        return rig.rig.objects.list(prefix, 1000, null).items().stream()
                .map(ObjectInfo::key)
                .toList();
    }
}
