package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.e2e.HeadwaterProcess.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands do what they say, with a server and without; what can not be done is said in one line. */
@ExtendWith(SharedHeadwater.class)
class CommandLineTest {
    private final HeadwaterProcess headwater;

    @TempDir
    private Path folder;

    CommandLineTest(HeadwaterProcess headwater) {
        this.headwater = headwater;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            up --frobnicate                 | Unknown option: '--frobnicate'
            up --port many                  | Invalid value for option '--port'
            up --port 70000                 | ports are 0 to 65535
            up --bind nowhere.invalid       | Invalid value for option '--bind'
            channel                         | 'channel' needs one of
            channel add X                   | Missing required option: '--source=URL'
            frobnicate                      | Unknown command: 'frobnicate'
            line add ada --days soon        | Invalid value for option '--days'
            """)
    void aWrongCallIsOneClearLine(String call, String message) throws Exception {
        assertOneLine(HeadwaterProcess.run(call.split(" ", -1)), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            channel show 99                     | there is no channel 99
            channel add X --source ftp://x/y    | there are no sources of kind 'ftp:'
            channel add X --source file:y       | a file source is spelled file:/absolute/path
            channel add X --source testcard: --ladder huge | there is no ladder 'huge'
            line show nobody                    | there is no line 'nobody'
            line add a/b                        | a line's name is 1 to 64
            line add eve --bouquet none         | there is no bouquet 'none'
            line add eve --connections 0        | connections are 1 to 500
            line add eve --password=            | a password is not empty
            line set eve --password x --new-password | not both
            channel add X --source testcard: --category= | a category's name has 1 to 200
            session kick 00                     | there is no session 00
            edge drain edge-9                   | there is no edge 'edge-9'
            edge remove paris                   | there is no edge 'paris'
            edge add edge-9 http://192.0.2.1    | names edge-1, edge-2, … are the server's own
            edge add paris 192.0.2.1            | an edge's URL is http://HOST[:PORT]
            key rotate --algorithm dsa          | an algorithm is ecdsa or rsa
            """)
    void whatCanNotBeDoneIsOneClearLine(String call, String message) throws Exception {
        assertOneLine(HeadwaterProcess.run((call + " --data " + folder).split(" ", -1)), message);
    }

    @Test
    void aTakenPortAndALockedOrUnusableFolderAreOneClearLine() throws Exception {
        String port = headwater.base().replaceAll(".*:", "");
        assertOneLine(
                HeadwaterProcess.run(
                        "up", "--no-demo", "--edge-ports", "0", "--port", port, "--data", folder.toString()),
                "port " + port + " is taken");
        Path file = Files.writeString(folder.resolve("file"), "");
        assertOneLine(HeadwaterProcess.run("line", "list", "--data", file.toString()), "is a file");
        Path locked = folder.resolve("locked");
        try (HeadwaterProcess other = HeadwaterProcess.up(locked, "--no-demo")) {
            assertThat(other.base()).isNotBlank();
            assertOneLine(
                    HeadwaterProcess.run(
                            "up", "--no-demo", "--port", "0", "--edge-ports", "0", "--data", locked.toString()),
                    "is in use by a running Headwater");
        }
    }

    @Test
    void aChannelIsAddedPlaysIsListedAndGoes() throws Exception {
        JsonNode added = headwater.command(
                "channel",
                "add",
                "Tiny, \"quoted\"",
                "--source",
                "testcard:gradients",
                "--ladder",
                "tiny",
                "--category",
                "Tests");
        int id = added.path("id").asInt();
        HeadwaterProcess.Line line = headwater.line("channel-test", 1);
        Eventually.withinSeconds(40)
                .until(
                        "it is on air",
                        () -> headwater
                                .command("channel", "show", Integer.toString(id))
                                .path("state")
                                .asText()
                                .equals("on_air"));
        assertThat(Http.get(Http.signedSegment(line.channel(id))).statusCode()).isEqualTo(200);
        String list =
                "/player_api.php?username=" + line.name() + "&password=" + line.password() + "&action=get_live_streams";
        Eventually.withinSeconds(30)
                .until(
                        "lists show it",
                        () -> Http.get(headwater.uri(list)).body().contains("Tiny"));
        headwater.command("channel", "remove", Integer.toString(id));
        Eventually.withinSeconds(30)
                .until(
                        "lists forget it",
                        () -> !Http.get(headwater.uri(list)).body().contains("Tiny"));
        Eventually.withinSeconds(10)
                .until("it plays for nobody", () -> Http.get(line.channel(id)).statusCode() == 404);
    }

    @Test
    void aMissingFileFailsWithItsReason() throws Exception {
        JsonNode added = headwater.command("channel", "add", "Gone", "--source", "file:/nowhere/film.mp4");
        String id = added.path("id").asText();
        try {
            Eventually.withinSeconds(40).until("the channel says why it fails", () -> {
                JsonNode channel = headwater.command("channel", "show", id);
                return channel.path("state").asText().equals("failed")
                        && !channel.path("error").asText().isEmpty();
            });
            assertThat(Http.get(headwater.line("gone", 1).channel(Integer.parseInt(id)))
                            .body())
                    .contains("/offair/index.m3u8");
        } finally {
            headwater.command("channel", "remove", id);
        }
    }

    @Test
    void aLineIsChangedAndSeesOnlyItsBouquet() throws Exception {
        headwater.command("bouquet", "add", "loops", "--channel", "2");
        JsonNode added = headwater.command("line", "add", "changed", "--bouquet", "loops", "--days", "30");
        assertThat(added.at("/links/m3u").asText()).startsWith(headwater.base());
        HeadwaterProcess.Line line = new HeadwaterProcess.Line(
                headwater.base(), "changed", added.path("password").asText());
        assertThat(Http.get(line.channel(1)).statusCode()).isEqualTo(403);
        assertThat(Http.get(line.channel(2)).statusCode()).isEqualTo(200);
        headwater.command("line", "set", "changed", "--state", "disabled");
        assertThat(Http.get(line.channel(2)).statusCode()).isEqualTo(403);
        headwater.command("line", "set", "changed", "--state", "banned");
        assertThat(Http.get(line.channel(2)).body()).contains("/banned/index.m3u8");
        headwater.command("line", "set", "changed", "--state", "active", "--new-password");
        assertThat(Http.get(line.channel(2)).statusCode()).isEqualTo(401);
        headwater.command("line", "remove", "changed");
        assertThat(headwater.command("line", "list").findValuesAsText("name")).doesNotContain("changed");
    }

    @Test
    void withoutAServerACommandRunsByItself() throws Exception {
        String data = folder.toString();
        assertThat(HeadwaterProcess.run("line", "add", "alone", "--data", data).exitCode())
                .isZero();
        assertThat(HeadwaterProcess.run("line", "list", "--data", data).out()).contains("alone");
    }

    @Test
    void aSlipOfThePenFoundsNoSecondHeadend() throws Exception {
        Path nowhere = folder.resolve("dta");
        assertOneLine(
                HeadwaterProcess.run("line", "add", "ada", "--data", nowhere.toString()), "there is no data folder");
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void commandsWaitForOneAnother() throws Exception {
        try (ExecutorService both = Executors.newFixedThreadPool(3)) {
            List<Future<Outcome>> outcomes = both.invokeAll(Stream.of("a", "b", "c")
                    .<Callable<Outcome>>map(
                            name -> () -> HeadwaterProcess.run("line", "add", name, "--data", folder.toString()))
                    .toList());
            for (Future<Outcome> outcome : outcomes) {
                assertThat(outcome.get().err()).isEmpty();
            }
        }
    }

    private static void assertOneLine(Outcome ended, String message) {
        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err().lines())
                .singleElement()
                .asString()
                .startsWith("headwater: ")
                .contains(message);
    }
}
