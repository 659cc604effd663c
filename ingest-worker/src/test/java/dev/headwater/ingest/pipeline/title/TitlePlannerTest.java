package dev.headwater.ingest.pipeline.title;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.frames.TitlePlan;
import dev.headwater.ingest.pipeline.Clips;
import dev.headwater.ingest.pipeline.Tongues;
import dev.headwater.ingest.pipeline.Tongues.Tongue;
import dev.headwater.ingest.pipeline.source.TitleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TitlePlannerTest {
    @TempDir
    private Path folder;

    /** Of a film that begins to be heard long after what is looked at when it is opened: all before is passed over. */
    @Test
    void howFarIsReadIsToldWhileNothingIsFound() throws IOException {
        Path film = Clips.ffmpeg(
                folder.resolve("film.mkv"),
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=320x180:r=25:d=60",
                "-itsoffset",
                "58",
                "-f",
                "lavfi",
                "-i",
                "sine=d=2",
                "-c:v",
                "mpeg2video",
                "-b:v",
                "600k",
                "-c:a",
                "ac3");
        List<Long> places = new ArrayList<>();
        TitleSource source = new TitleSource(film, "the film", "");
        try (TitleFile file = source.open()) {
            TitlePlanner.plan(source, file.facts(), 0, places::add);
        }
        long half = Files.size(film) / 2;
        assertThat(places).anyMatch(at -> at > half);
        assertThat(places.stream().distinct()).hasSizeGreaterThan(10);
    }

    /** The film of three sounds, one of which says that it is MPEG-H. */
    private TitleSource withUnknownSound(int unknown) throws IOException {
        Path pictures = Clips.make(folder.resolve("pictures.ts"), 2000);
        Path film = Tongues.clip(
                pictures,
                folder.resolve("film.mp4"),
                "",
                new Tongue("deu", 400),
                new Tongue("eng", 800),
                new Tongue("pol", 1600));
        String bytes = Files.readString(film, StandardCharsets.ISO_8859_1);
        int entry = -1;
        for (int sound = 1; sound <= unknown; sound++) {
            entry = bytes.indexOf("mp4a", entry + 1);
        }
        int said = bytes.indexOf("esds", entry);
        Files.writeString(
                film,
                bytes.substring(0, entry) + "mhm1" + bytes.substring(entry + 4, said) + "free"
                        + bytes.substring(said + 4),
                StandardCharsets.ISO_8859_1);
        return new TitleSource(film, "the film", "");
    }

    @Test
    void aFurtherSoundThatCanNotBeDecodedIsLeftOut() throws IOException {
        TitleSource source = withUnknownSound(2);
        try (TitleFile file = source.open()) {
            assertThat(file.otherSounds()).containsExactly(2, 3);
            TitlePlan plan = TitlePlanner.plan(source, file.facts(), 0, at -> {});
            assertThat(plan.sound()).isTrue();
            assertThat(plan.moreSounds()).containsExactly(3);
        }
    }

    /** It would be heard first. */
    @Test
    void whereTheFirstSoundCanNotBeDecodedTheNextIsHeard() throws IOException {
        TitleSource source = withUnknownSound(1);
        try (TitleFile file = source.open()) {
            assertThat(Objects.requireNonNull(file.audioStream()).index()).isEqualTo(2);
            assertThat(file.otherSounds()).containsExactly(1, 3);
            TitlePlan plan = TitlePlanner.plan(source, file.facts(), 0, at -> {});
            assertThat(plan.sound()).isTrue();
            assertThat(plan.moreSounds()).containsExactly(3);
        }
    }
}
