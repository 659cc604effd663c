package dev.headwater.core.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageCodesTest {
    @ParameterizedTest
    @CsvSource({"deu,de", "ger,de", "fre,fr", "ENG,en", "pol,pl", "qaa,qaa", "pt-BR,pt-BR", "'deu,eng',de", "de,de"})
    void languagesHaveTheShortestNameThereIs(String said, String tag) {
        assertThat(LanguageCodes.tag(said)).isEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "und", "mul", " "})
    void someSayNothing(String said) {
        assertThat(LanguageCodes.tag(said)).isNull();
    }
}
