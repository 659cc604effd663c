package dev.headwater.ingest.pipeline.onair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.media.Track;
import dev.headwater.ingest.pipeline.source.Streams;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What can be chosen stays what it was, whatever a source brings. */
class OfferTest {
    private static final int NONE = Streams.NONE;

    private final Offer offer = new Offer();

    private static Track heard(@Nullable String language) {
        return new Track(Track.Kind.AUDIO, language, null, false);
    }

    private static Track read(String language) {
        return new Track(Track.Kind.SUBTITLES, language, null, false);
    }

    private int[] sounds(int source, @Nullable String... languages) {
        return offer.places(
                        source, Arrays.stream(languages).map(OfferTest::heard).toList(), List.of())
                .sounds();
    }

    private List<@Nullable String> languages() {
        return offer.choice().sounds().stream().map(Track::language).toList();
    }

    @Test
    void theFirstSourceSaysWhatThereIs() {
        assertThat(sounds(0, "de", "en")).containsExactly(0, 1);
        assertThat(languages()).containsExactly("de", "en");
    }

    @Test
    void languagesKeepTheirPlaceInWhateverOrderTheyCome() {
        assertThat(sounds(0, "de", "en")).containsExactly(0, 1);
        assertThat(sounds(1, "en", "de")).containsExactly(1, 0);
    }

    @Test
    void whatABackupDoesNotHaveIsItsMainSound() {
        assertThat(sounds(0, "de", "en", "fr")).containsExactly(0, 1, 2);
        assertThat(sounds(1, "de")).containsExactly(0, NONE, NONE);
        assertThat(sounds(1, "pl", "fr")).containsExactly(0, NONE, 1);
        assertThat(languages()).containsExactly("de", "en", "fr");
    }

    @Test
    void aBackupAddsNothingAndABetterSourceDoes() {
        assertThat(sounds(1, "de")).containsExactly(0);
        assertThat(sounds(2, "de", "en")).containsExactly(0);
        assertThat(languages()).containsExactly("de");
        assertThat(sounds(0, "en", "de")).containsExactly(1, 0);
        assertThat(languages()).containsExactly("de", "en");
    }

    @Test
    void aChannelOfOneSoundKeepsToOneInWhateverLanguage() {
        assertThat(sounds(0, (String) null)).containsExactly(0);
        assertThat(sounds(0, "en")).containsExactly(0);
        assertThat(offer.choice().main()).isNull();
    }

    @Test
    void withoutSoundThereIsNoneOfIt() {
        assertThat(sounds(0, "de", "en")).containsExactly(0, 1);
        assertThat(sounds(1)).containsExactly(NONE, NONE);
    }

    @Test
    void textsThatAreMissingAreEmpty() {
        assertThat(offer.places(0, List.of(), List.of(read("de"), read("en"))).texts())
                .containsExactly(0, 1);
        assertThat(offer.places(1, List.of(), List.of(read("en"))).texts()).containsExactly(NONE, 0);
    }
}
