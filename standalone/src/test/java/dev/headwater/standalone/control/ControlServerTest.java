package dev.headwater.standalone.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlServerTest {
    private static final JsonNode NOTHING = Operations.JSON.createObjectNode();

    @TempDir
    private Path run;

    private ControlServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ControlServer(
                (operation, argument) -> switch (operation) {
                    case "echo" -> argument;
                    case "refuse" -> throw new OperationException("there is no such thing");
                    default -> throw new IllegalStateException("a bug");
                },
                run,
                "t0ken");
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoReadsTheFileMayGiveCommands() {
        ControlClient client = new ControlClient(ControlFile.read(run).orElseThrow());
        JsonNode argument = Operations.JSON.valueToTree(Map.of("name", "ada"));
        assertThat(client.call("echo", argument)).isEqualTo(argument);
    }

    @Test
    void onlyTheOwnerReadsTheFileAndItGoesWithTheServer() throws Exception {
        Path file = run.resolve("control.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        server.close();
        assertThat(file).doesNotExist();
    }

    @Test
    void withoutTheTokenNothingIsDone() {
        int port = ControlFile.read(run).orElseThrow().port();
        for (String wrong : new String[] {"", "t0ke", "t0kenx"}) {
            assertThatThrownBy(() -> new ControlClient(new ControlFile(port, wrong)).call("echo", NOTHING))
                    .isInstanceOf(OperationException.class)
                    .hasMessage("not allowed");
        }
    }

    @Test
    void refusalsComeBackAsTheyWereSaidAndFaultsAsFaults() {
        ControlClient client = new ControlClient(ControlFile.read(run).orElseThrow());
        assertThatThrownBy(() -> client.call("refuse", NOTHING)).hasMessage("there is no such thing");
        assertThatThrownBy(() -> client.call("other", NOTHING)).hasMessageContaining("that failed");
    }

    @Test
    void aServerThatIsGoneIsSaidSo() {
        ControlFile file = ControlFile.read(run).orElseThrow();
        server.close();
        assertThatThrownBy(() -> new ControlClient(file).call("echo", NOTHING))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("does not answer");
    }
}
