package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one machine had moves into DynamoDB and S3, is shown there to the byte, and plays from there. */
class CloudTest {
    private static final int SECOND = 25;

    private static CloudAccount account;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openAccount() throws Exception {
        account = CloudAccount.open();
    }

    @AfterAll
    static void closeAccount() throws Exception {
        if (account != null) {
            account.close();
        }
    }

    @Test
    void aHeadendMovesIntoTheCloudAndPlaysThere() throws Exception {
        Ffmpeg.assumePresent();
        Path backup = folder.resolve("one-machine.backup");
        Map<String, String> before;
        HeadwaterProcess.Line line;
        int port;
        try (HeadwaterProcess first = HeadwaterProcess.up(folder.resolve("first"), "--no-demo")) {
            first.command("channel", "add", "News", "--source", "testcard:", "--ladder", "tiny", "--category", "Ours");
            first.command("bouquet", "add", "few", "--channel", "1");
            line = first.line("ada", 2);
            before = ListingTexts.of(first, line);
            first.command("backup", backup.toString());
            port = Integer.parseInt(first.base().replaceAll(".*:", ""));
        }
        HeadwaterProcess.Outcome restored =
                HeadwaterProcess.run(account.environment(), "restore", backup.toString(), "--cloud", "localstack");
        assertThat(restored.exitCode()).as(restored.err()).isZero();
        assertThat(HeadwaterProcess.run(account.environment(), "restore", backup.toString(), "--cloud", "localstack")
                        .err())
                .contains("there is something here already");

        String[] options = {
            "--cloud", "localstack", "--no-worker", "--port", Integer.toString(port),
        };
        try (HeadwaterProcess there = HeadwaterProcess.up(account.environment(), folder.resolve("there"), options);
                HeadwaterProcess garage = HeadwaterProcess.start(
                        account.environment(),
                        "worker",
                        "--cloud",
                        "localstack",
                        "--only",
                        "1",
                        "--data",
                        folder.resolve("garage").toString())) {
            assertThat(ListingTexts.of(there, line)).isEqualTo(before);
            Eventually.withinSeconds(30)
                    .until(
                            "the worker has the channel on air",
                            () -> there.command("channel", "show", "1")
                                    .path("state")
                                    .asText()
                                    .equals("on_air"));
            try (Ffmpeg player = Ffmpeg.play(line.channel(1))) {
                player.awaitFrames(8 * SECOND, 40);
                assertThat(player.complaints()).isEmpty();
                assertThat(player.lost()).isZero();
            }
            assertThat(garage.output()).contains("makes channels [1]");
            there.kill();
        }
        // A process is nothing but a process: the next goes on where it was.
        try (HeadwaterProcess again = HeadwaterProcess.up(account.environment(), folder.resolve("there"), options)) {
            assertThat(ListingTexts.of(again, line)).isEqualTo(before);
            assertThat(again.command("channel", "add", "New", "--source", "testcard:")
                            .path("id")
                            .asInt())
                    .isGreaterThan(1);
        }
        HeadwaterProcess.Outcome mistaken = HeadwaterProcess.run(
                "channel", "list", "--data", folder.resolve("there").toString());
        assertThat(mistaken.err()).contains("works in the cloud");
    }

    /** Lists of a line, by their paths. */
    private static final class ListingTexts {
        private static Map<String, String> of(HeadwaterProcess headwater, HeadwaterProcess.Line line) {
            Map<String, String> lists = new TreeMap<>();
            for (String list : BackupTest.LISTS) {
                var answer =
                        Http.get(headwater.uri(list + "&username=" + line.name() + "&password=" + line.password()));
                assertThat(answer.statusCode()).as(list).isEqualTo(200);
                lists.put(list, answer.body());
            }
            return lists;
        }
    }
}
