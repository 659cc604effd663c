package dev.headwater.ingest.pipeline.av;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextDecoderTest {
    @Test
    void marksOfSubtitlesAreLeftOut() {
        assertThat(TextDecoder.plain("0,0,Default,,0,0,0,,{\\i1}One,{\\i0} two\\Nthree\\hfour"))
                .isEqualTo("One, two\nthree four");
        assertThat(TextDecoder.plain("0,0,Default")).isEmpty();
    }
}
