package dev.headwater.standalone.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class RefusalReasonTest {
    private static final String PROBLEM = "application/problem+json";

    private final RefusalReason reason =
            new RefusalReason(URI.create("http://tv.example/live/ada-line/canary-word/1.m3u8?token=canary-token"));

    @Test
    void plainTextIsTheReasonInOneLine() {
        assertThat(reason.of("text/plain", "too many streams\r\nare open\u0007 here\n"))
                .isEqualTo("too many streams are open here");
    }

    @Test
    void ofAProblemItIsTheDetailOrElseTheTitle() {
        assertThat(reason.of(PROBLEM, "{\"title\":\"Forbidden\",\"status\":403,\"detail\":\"not for this line\"}"))
                .isEqualTo("not for this line");
        assertThat(reason.of(PROBLEM, "{\"title\":\"Forbidden\",\"status\":403}"))
                .isEqualTo("Forbidden");
        assertThat(reason.of(PROBLEM, "{\"title")).isEmpty();
        assertThat(reason.of(PROBLEM, "")).isEmpty();
    }

    @Test
    void pagesAreNoReasons() {
        assertThat(reason.of("text/html", "<h1>Bad gateway</h1>")).isEmpty();
        assertThat(reason.of("", "no")).isEmpty();
    }

    @Test
    void nothingIsToldThatTheUrlOfTheStreamHides() {
        assertThat(reason.of(
                        "text/plain",
                        "ada-line with canary-word and canary-token may not have"
                                + " http://tv.example/live/bob/canary-other/2.ts?x=canary-x of tv.example"))
                .doesNotContain("canary", "ada-line")
                .endsWith("of tv.example");
    }

    @Test
    void credentialsAreKnownHoweverTheyAreWrittenAndNothingElseIsTakenForThem() {
        RefusalReason some = new RefusalReason(
                URI.create("http://example.tv/get.php?username=a&password=p%40ss&output=ts&key=example"));
        assertThat(some.of(
                        "text/plain",
                        "a wrong user name or password; p%40ss, p@ss and example are not known at example.tv"))
                .isEqualTo("… wrong user name or password; …, … and … are not known at ….tv");
    }

    @Test
    void whatIsLongIsHiddenInOtherWordsToo() {
        RefusalReason some = new RefusalReason(URI.create("http://tv.example/a/b.m3u8?Y2FuYXJ5=="));
        assertThat(reason.of("text/plain", "no ada-line_canary-word, no xcanary-tokenx"))
                .doesNotContain("canary");
        assertThat(some.of("text/plain", "nobody has Y2FuYXJ5==")).doesNotContain("Y2FuYXJ5");
    }

    @Test
    void noOrdersToATerminalAreTold() {
        assertThat(reason.of("text/plain", "no\u001b[31m way\u009b2J\u2028at\u202e all"))
                .isEqualTo("no [31m way 2J at all");
    }

    @Test
    void longOnesAreCut() {
        assertThat(reason.of("text/plain", "no ".repeat(300))).hasSize(301).endsWith("…");
    }
}
