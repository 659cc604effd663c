package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.api.http.FrontDoor;
import dev.headwater.api.http.TrustedProxies;
import dev.headwater.api.http.ViewerCountries;
import dev.headwater.core.catalog.Rights;
import dev.headwater.core.net.Countries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A movie for Germany and Austria, behind a proxy at 127.0.0.2; 192.0.2.0/25 is in Germany. */
abstract class CountrySuite extends XtreamSuite {
    private static final int PROXY = 2;
    private static final int ANYBODY = 3;

    @TempDir
    Path folder;

    private int movie;

    @Override
    void fill() {
        super.fill();
        movie = new Titles(headend)
                .movie("Film", false, new Rights(null, null, Set.of("DE", "AT")))
                .id();
        try {
            Path file = Files.writeString(folder.resolve("geo.csv"), "192.0.2.0/25,DE\n127.0.0.4/32,AT\n");
            headend.front(new FrontDoor(
                    null,
                    TrustedProxies.of(List.of("127.0.0.2")),
                    new ViewerCountries("X-Country", Countries.read(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aTrustedProxySaysWhereTheViewerIs() {
        assertThat(sees(ask("X-Country", "DE").from(PROXY))).isTrue();
        assertThat(sees(ask("X-Country", "at").from(PROXY))).isTrue();
        assertThat(sees(ask("X-Country", "FR").from(PROXY))).isFalse();
        assertThat(sees(ask("CloudFront-Viewer-Country", "DE").from(PROXY))).isFalse();
    }

    @Test
    void nobodyElseDoes() {
        assertThat(sees(ask("X-Country", "DE").from(ANYBODY))).isFalse();
    }

    @Test
    void whatNamesNoCountryOrSeveralCountsForNothing() {
        for (String junk : List.of("", "XX", "T1", "DEU", "D", "DE,AT", "FR, DE", "ß?", "D E")) {
            assertThat(sees(ask("X-Country", junk).from(PROXY))).as(junk).isFalse();
        }
        assertThat(sees(ask("X-Country", "FR").with("X-Country", "DE").from(PROXY)))
                .isFalse();
    }

    @Test
    void elseTheAddressDoes() {
        assertThat(sees(ask("X-Forwarded-For", "192.0.2.7").from(PROXY))).isTrue();
        assertThat(sees(ask("X-Forwarded-For", "::ffff:192.0.2.7").from(PROXY))).isTrue();
        assertThat(sees(ask("X-Forwarded-For", "192.0.2.200").from(PROXY))).isFalse();
        assertThat(sees(ask("X-Forwarded-For", "192.0.2.7")
                        .with("X-Country", "XX")
                        .from(PROXY)))
                .isTrue();
        assertThat(sees(ask("X-Forwarded-For", "192.0.2.7")
                        .with("X-Country", "FR")
                        .from(PROXY)))
                .isFalse();
        assertThat(sees(Ask.get(target()).from(4))).isTrue();
        assertThat(sees(Ask.get(target()).from(ANYBODY))).isFalse();
    }

    private Ask ask(String header, String value) {
        return Ask.get(target()).with(header, value);
    }

    private String target() {
        return action("get_vod_info") + "&vod_id=" + movie;
    }

    private boolean sees(Ask ask) {
        return !send(ask).text().equals("{\"info\":[]}");
    }
}
