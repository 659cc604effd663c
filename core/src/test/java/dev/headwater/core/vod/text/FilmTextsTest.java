package dev.headwater.core.vod.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.TestClock;
import dev.headwater.core.hls.WebVtt.Cue;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.InMemoryObjectStore;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectReader;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.vod.text.FilmFiles.Said;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilmTextsTest {
    private static final String ID = "0123456789abcdef01234567";
    private static final Source UPLOAD = new Source("upload:" + ID);
    private static final List<Said> SAID = List.of(
            new Said(500, 1_000, "Grüß Gott"), new Said(1_500, 2_000, "two\nlines"), new Said(9_000, 500, "end"));

    private final TestClock clock = TestClock.fixed();
    private final InMemoryObjectStore files = new InMemoryObjectStore(clock);
    private final FilmTexts texts = new FilmTexts(files, clock);

    private List<FilmText> read(byte[] file) {
        files.put("uploads/" + ID, file, new ObjectMeta("application/octet-stream", null, null));
        return texts.read(UPLOAD);
    }

    @Test
    void timedTextOfAnMp4IsRead() {
        assertThat(read(FilmFiles.mp4("ger", 250, SAID))).singleElement().satisfies(text -> {
            assertThat(text.track().language()).isEqualTo("de");
            assertThat(text.track().byDefault()).isTrue();
            assertThat(text.cues())
                    .containsExactly(
                            new Cue(750, 1_750, "Grüß Gott"),
                            new Cue(1_750, 3_750, "two\nlines"),
                            new Cue(9_250, 9_750, "end"));
        });
    }

    @Test
    void textOfMatroskaIsReadBetweenItsPictures() {
        assertThat(read(FilmFiles.matroska("S_TEXT/UTF8", "fre", SAID)))
                .singleElement()
                .satisfies(text -> {
                    assertThat(text.track().language()).isEqualTo("fr");
                    assertThat(text.track().label()).isEqualTo("For everybody");
                    assertThat(text.track().byDefault()).isFalse();
                    assertThat(text.cues())
                            .containsExactly(
                                    new Cue(500, 1_500, "Grüß Gott"),
                                    new Cue(1_500, 3_500, "two\nlines"),
                                    new Cue(9_000, 9_500, "end"));
                });
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            S_TEXT/UTF8   | <i>Yes</i> {\\an8}3 < 4   | Yes 3 < 4
            S_TEXT/ASS    | 0,0,Default,,0,0,0,,{\\i1}One,{\\i0} two\\Nthree | 'One, two\nthree'
            S_TEXT/ASS    | 0,0,Default,,0,0,0,,A {\\p1}m 0 0 l 9 0{\\p0}box {\\an7\\p1}m 0 0   | A box
            S_TEXT/ASS    | 0,0,Default,,0,0,0,,{\\pos(1,2)\\pbo1}Here   | Here
            S_TEXT/WEBVTT | <v Ann>A &lt; B &amp; C</v> | A < B & C
            """, delimiter = '|')
    void marksAreLeftOut(String codec, String marked, String plain) {
        List<FilmText> read = read(FilmFiles.matroska(codec, "eng", List.of(new Said(0, 1_000, marked))));
        assertThat(read.getFirst().cues()).extracting(Cue::text).containsExactly(plain.replace("\\n", "\n"));
    }

    @Test
    void picturesOfWordsAreNoText() {
        assertThat(read(FilmFiles.matroska("S_VOBSUB", "eng", SAID))).isEmpty();
    }

    @Test
    void ofMoreThanAFilmCanSayTheRestIsLeftOut() {
        String page = "a".repeat(4_000);
        List<Said> all = IntStream.range(0, 1_000)
                .mapToObj(n -> new Said(n * 1_000, 500, page))
                .toList();
        for (byte[] file : List.of(FilmFiles.mp4("eng", 0, all), FilmFiles.matroska("S_TEXT/UTF8", "eng", all))) {
            assertThat(read(file).getFirst().cues()).hasSizeBetween(500, 530);
        }
    }

    @Test
    void whatIsNotThereOrElsewhereHasNone() {
        assertThat(texts.read(UPLOAD)).isEmpty();
        assertThat(texts.read(new Source("https://films.example/a.mkv"))).isEmpty();
        assertThat(read(new byte[] {1})).isEmpty();
        assertThat(read("#EXTM3U, but not for long".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void damagedFilesComeToAnEnd() {
        Random random = new Random(7);
        for (byte[] good : List.of(FilmFiles.mp4("eng", 0, SAID), FilmFiles.matroska("S_TEXT/UTF8", "eng", SAID))) {
            for (int i = 0; i < 300; i++) {
                byte[] bad = Arrays.copyOf(good, i % 2 == 0 ? good.length : random.nextInt(good.length));
                for (int n = 0; n < 1 + i % 4 && bad.length > 0; n++) {
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt();
                }
                assertThat(read(bad)).hasSizeLessThanOrEqualTo(FilmTexts.MOST);
            }
        }
    }

    @Test
    void howDeepAFileIsNestedIsNoMatter() {
        assertThat(read(FilmFiles.nested(170_000))).isEmpty();
    }

    @Test
    void anIndexOfMorePiecesThanAFilmHasIsNotTakenApart() throws BrokenFile {
        assertThat(Mp4Box.all(ByteBuffer.wrap(FilmFiles.scattered(10_000)))
                        .getLast()
                        .inner("free"))
                .hasSize(10_000);
        byte[] scattered = FilmFiles.scattered(10_001);
        assertThatThrownBy(
                        () -> Mp4Box.all(ByteBuffer.wrap(scattered)).getLast().inner("free"))
                .isInstanceOf(BrokenFile.class);
        assertThat(read(scattered)).isEmpty();
    }

    @Test
    void aFaultInWhatReadsThemHasTheFilmGoWithout() {
        ObjectReader faulty = (key, range) -> {
            throw new IllegalStateException("a fault of the test");
        };
        assertThat(new FilmTexts(faulty, clock).read(UPLOAD)).isEmpty();
        ObjectReader away = (key, range) -> {
            throw new StoreException("the store is away");
        };
        assertThatThrownBy(() -> new FilmTexts(away, clock).read(UPLOAD)).isInstanceOf(StoreException.class);
    }

    @Test
    void aStoreThatIsTooSlowHasTheFilmGoWithout() {
        byte[] file = FilmFiles.matroska("S_TEXT/UTF8", "eng", SAID);
        files.put("uploads/" + ID, file, new ObjectMeta("application/octet-stream", null, null));
        ObjectReader slow = (key, range) -> {
            clock.advance(FilmTexts.PATIENCE.plus(Duration.ofSeconds(1)));
            return files.get(key, range);
        };
        assertThat(new FilmTexts(slow, clock).read(UPLOAD)).isEmpty();
    }
}
