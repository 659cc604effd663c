package dev.headwater.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.http.Ranges.Selection;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangesTest {
    private static final String TAG = "\"abc\"";

    private static Selection select(String range, long total) {
        return Ranges.select(List.of(range), null, TAG, total);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,0,1",
        "bytes=0-99,0,100",
        "bytes=0-100,0,100",
        "bytes=99-,99,1",
        "bytes=-1,99,1",
        "bytes=-100,0,100",
        "bytes=-1000,0,100",
        "BYTES=5-9,5,5",
        "bytes=005-0009,5,5",
        "bytes=5-99999999999999999999999999,5,95",
        "bytes=-99999999999999999999999999,0,100",
    })
    void selectsAPart(String range, long offset, long length) {
        assertThat(select(range, 100)).isEqualTo(new Selection.Part(offset, length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=99999999999999999999999999-"})
    void saysWhatCanNotBe(String range) {
        assertThat(select(range, 100)).isEqualTo(new Selection.Unsatisfiable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=a-b",
                "bytes=5-4",
                "bytes=1-2,4-5",
                "bytes=1-2,",
                "items=1-2",
                "bytes 1-2",
                "bytes=1--2",
                "bytes=+1-2",
                "bytes=0x1-2",
                "bytes=1-2-3",
                "bytes=٣-٤"
            })
    void ignoresWhatItDoesNotKnow(String range) {
        assertThat(select(range, 100)).isEqualTo(new Selection.Whole());
    }

    @Test
    void twoHeadersAreIgnored() {
        assertThat(Ranges.select(List.of("bytes=0-1", "bytes=0-1"), null, TAG, 100))
                .isEqualTo(new Selection.Whole());
        assertThat(Ranges.select(List.of(), null, TAG, 100)).isEqualTo(new Selection.Whole());
    }

    @Test
    void ifRangeWantsTheVeryTag() {
        assertThat(Ranges.select(List.of("bytes=0-1"), TAG, TAG, 100)).isEqualTo(new Selection.Part(0, 2));
        for (String other : List.of("\"x\"", "W/\"abc\"", "abc", "Fri, 06 Mar 2026 12:00:00 GMT")) {
            assertThat(Ranges.select(List.of("bytes=0-1"), other, TAG, 100)).isEqualTo(new Selection.Whole());
        }
    }

    @Property
    void agreesWithThePlainReading(
            @ForAll @LongRange(min = 0, max = 60) long first,
            @ForAll @LongRange(min = 0, max = 60) long last,
            @ForAll @IntRange(min = 0, max = 50) int total) {
        Selection expected = last < first
                ? new Selection.Whole()
                : first >= total
                        ? new Selection.Unsatisfiable()
                        : new Selection.Part(first, Math.min(last + 1, total) - first);
        assertThat(select("bytes=" + first + "-" + last, total)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes=-5", "bytes=5-4", "bytes=1-2,4-5", "items=1-2", "bytes=99999999999999999999-"})
    void nothingIsAheadWhereTheObjectHasToBeKnown(String range) {
        assertThat(Ranges.ahead(List.of(range))).isEmpty();
        assertThat(Ranges.ahead(List.of())).isEmpty();
        assertThat(Ranges.ahead(List.of("bytes=0-1", "bytes=0-1"))).isEmpty();
    }

    @Test
    void whatIsAheadMayHaveNoEnd() {
        assertThat(Ranges.ahead(List.of("bytes=7-"))).contains(new Selection.Part(7, Long.MAX_VALUE));
        assertThat(Ranges.ahead(List.of("bytes=0-99999999999999999999")))
                .contains(new Selection.Part(0, Long.MAX_VALUE));
    }

    @Property
    void whatIsAheadIsWhatIsSelectedThen(
            @ForAll @LongRange(min = 0, max = 60) long first,
            @ForAll @LongRange(min = 0, max = 60) long last,
            @ForAll @IntRange(min = 0, max = 50) int total) {
        String range = "bytes=" + first + "-" + last;
        if (select(range, total) instanceof Selection.Part(long offset, long length)) {
            assertThat(Ranges.ahead(List.of(range)))
                    .hasValueSatisfying(part -> assertThat(part.offset()).isEqualTo(offset))
                    .hasValueSatisfying(part ->
                            assertThat(Math.min(part.length(), total - offset)).isEqualTo(length));
        }
    }

    @Property
    void neverReachesOutside(@ForAll String range, @ForAll @IntRange(min = 0, max = 50) int total) {
        if (select("bytes=" + range, total) instanceof Selection.Part(long offset, long length)) {
            assertThat(offset).isBetween(0L, total - 1L);
            assertThat(length).isBetween(1L, total - offset);
        }
    }
}
