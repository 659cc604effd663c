package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.core.testing.FreePort;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was backed up while all went on is what a new machine shows, to the byte. */
class BackupTest {
    /** With the line's name and password behind them. */
    static final List<String> LISTS = List.of(
            "/player_api.php?action=get_live_categories",
            "/player_api.php?action=get_live_streams",
            "/player_api.php?action=get_vod_categories",
            "/player_api.php?action=get_vod_streams",
            "/player_api.php?action=get_series",
            "/get.php?type=m3u_plus&output=ts",
            "/xmltv.php?");

    @TempDir
    private Path folder;

    @Test
    void anotherMachineShowsTheSameListsAndGoesOnCountingIds() throws Exception {
        Path backup = folder.resolve("night.backup");
        Path passphrase = Files.writeString(folder.resolve("passphrase"), "correct horse battery\n");
        Map<String, String> before;
        HeadwaterProcess.Line line;
        String port = Integer.toString(FreePort.find());
        int highest;
        try (HeadwaterProcess first = HeadwaterProcess.up(folder.resolve("first"), "--port", port)) {
            for (String name : List.of("News", "Sport", "Gone")) {
                first.command(
                        "channel", "add", name, "--source", "testcard:", "--ladder", "tiny", "--category", "Ours");
            }
            first.command("bouquet", "add", "few", "--channel", "1");
            line = first.line("ada", 2);
            first.line("bob", 1);
            JsonNode written = first.command("backup", backup.toString(), "--passphrase-file", passphrase.toString());
            assertThat(written.path("state").asText()).isEqualTo("done");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                    .isEqualTo("rw-------");
            before = lists(first, line);
            highest = first.command("channel", "add", "Later", "--source", "testcard:")
                    .path("id")
                    .asInt();
        }
        Path second = folder.resolve("second");
        HeadwaterProcess.Outcome wrong =
                HeadwaterProcess.run("restore", backup.toString(), "--data", second.toString());
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).contains("needs its passphrase");
        HeadwaterProcess.Outcome restored = HeadwaterProcess.run(
                "restore", backup.toString(), "--data", second.toString(), "--passphrase-file", passphrase.toString());
        assertThat(restored.exitCode()).as(restored.err()).isZero();
        // Links name the port.
        try (HeadwaterProcess again = HeadwaterProcess.up(second, "--port", port)) {
            assertThat(lists(again, line)).isEqualTo(before);
            int next = again.command("channel", "add", "New", "--source", "testcard:")
                    .path("id")
                    .asInt();
            assertThat(next).isGreaterThan(highest);
        }
    }

    private static Map<String, String> lists(HeadwaterProcess headwater, HeadwaterProcess.Line line) {
        Map<String, String> lists = new TreeMap<>();
        for (String list : LISTS) {
            HttpResponse<String> answer =
                    Http.get(headwater.uri(list + "&username=" + line.name() + "&password=" + line.password()));
            assertThat(answer.statusCode()).as(list).isEqualTo(200);
            assertThat(answer.body()).as(list).hasSizeGreaterThan(20);
            lists.put(list, answer.body());
        }
        HttpResponse<String> login =
                Http.get(headwater.uri("/player_api.php?username=" + line.name() + "&password=" + line.password()));
        assertThat(login.body()).contains("\"auth\":1");
        return lists;
    }
}
