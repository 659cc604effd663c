package dev.headwater.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.store.ObjectMeta;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    max-age=5                     | 5
                    public, max-age=5             | 5
                    MAX-AGE=5                     | 5
                    max-age=5, s-maxage=7         | 7
                    max-age=0                     | 0
                    no-store                      | 0
                    no-cache, max-age=5           | 0
                    private,max-age=5             | 0
                    public                        | 86400
                    x-no-store-really, max-age=5  | 5
                    max-age=999999999999          | 31536000
                    max-age=soon                  | 86400
                    """)
    void isWhatCacheControlSays(String cacheControl, long seconds) {
        assertThat(Freshness.of(cacheControl)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void segmentsStayForAYearAndTheSilentForADay() {
        assertThat(Freshness.of(ObjectMeta.IMMUTABLE)).isEqualTo(Duration.ofDays(365));
        assertThat(Freshness.of(null)).isEqualTo(Duration.ofDays(1));
    }
}
