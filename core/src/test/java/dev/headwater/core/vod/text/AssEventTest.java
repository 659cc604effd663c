package dev.headwater.core.vod.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssEventTest {
    @Test
    void marksOfSubtitlesAreLeftOut() {
        assertThat(AssEvent.text("0,0,Default,,0,0,0,,{\\i1}One,{\\i0} two\\Nthree\\hfour"))
                .isEqualTo("One, two\nthree four");
        assertThat(AssEvent.text("0,0,Default")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            {\\an7\\p1}m 0 0 l 100 0{\\p0}                 | ''
            {\\p2}m 0 0 l 100 0                            | ''
            Look: {\\p1}m 0 0\\Nl 9 9{\\p0} a {\\i1}line{\\i0} | 'Look:  a line'
            {\\p1}m 0{\\c&HFF&}l 1{\\p0}One{\\p4}m 1{\\p0}Two | OneTwo
            {\\p1}m 0 0{\\p}Said                           | Said
            {\\pos(10,20)\\pbo1}Here                      | Here
            """, delimiter = '|')
    void drawingsAreNoWords(String drawn, String plain) {
        assertThat(AssEvent.text("0,0,Default,,0,0,0,," + drawn)).isEqualTo(plain);
    }

    @Test
    void marksOfAnyLengthAreNoWords() {
        String clip = "{\\clip(m " + "1 ".repeat(2000) + ")}";
        assertThat(AssEvent.text("0,0,Default,,0,0,0,," + clip + "Here {a{b}and there {"))
                .isEqualTo("Here and there {");
    }
}
