package dev.headwater.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.runtime.Administration;
import dev.headwater.api.runtime.Services;
import dev.headwater.core.admin.ApiKeys;
import dev.headwater.core.admin.Caller;
import dev.headwater.core.admin.Role;
import dev.headwater.standalone.cli.Headwater;
import dev.headwater.standalone.control.ControlServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command does and prints the same by {@code --server} as by {@code --data}, as a process would: with a real server. */
class SameThroughServerTest {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private String server = "";
    private String owner = "";
    private String support = "";

    @TempDir
    private Path data;

    private static String key(Services services, Role role) {
        var made = services.people()
                .keys()
                .create(Caller.LOCAL, new ApiKeys.Wanted(role.label(), role.permissions(), null, null));
        return ((ApiKeys.Creation.Created) made).token();
    }

    /** What a command left behind. */
    private record Outcome(int code, String out, String err) {}

    @BeforeEach
    void start() throws Exception {
        OpenFolder folder = started(OpenFolder.open(data));
        Services services = folder.services();
        Operations operations = Administration.of(services, folder.alone()).operations();
        UpOptions options = UpOptions.local(data, InetAddress.getLoopbackAddress(), 0, List.of(0), false, Front.DIRECT);
        ApiServer api = started(ApiServer.start(
                services, operations, started(Watch.start(services, folder.process(), true)), options, true));
        server = "http://127.0.0.1:" + api.port();
        owner = key(services, Role.OWNER);
        support = key(services, Role.SUPPORT);
        ControlServer control = started(new ControlServer(
                (name, argument) -> operations.run(Call.LOCAL, name, argument),
                folder.folder().run(),
                "t0ken"));
        control.start();
    }

    @AfterEach
    void stop() throws Exception {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }

    @Test
    void linesAreTheSame() {
        assertThat(there("line", "add", "anna", "--days", "30", "--json").out()).contains("\"password\"");
        for (int i = 0; i < 3; i++) {
            assertThat(there("line", "add", "line-" + i).code()).isZero();
        }
        assertThat(there("line", "set", "anna", "--connections", "3").code()).isZero();
        same("line", "show", "anna");
        same("line", "show", "anna", "--json");
        same("line", "list");
        same("line", "list", "--json");
        same("line", "list", "--search", "LINE", "--sort", "-name", "--limit", "2");
        same("line", "list", "--sort", "colour");
        same("line", "list", "--filter", "state=active", "--filter", "name=line-1");
        same("line", "list", "--filter", "state=asleep");
        same("line", "list", "--filter", "colour=red");
        same("line", "list", "--filter", "search=line");
        assertThat(there("channel", "list", "--filter", "state=on-air").err())
                .contains("this column is one of: off, starting, on_air");
        same("line", "show", "nobody");
        same("line", "add", "anna");
        same("line", "set", "line-1", "--state", "asleep");
        assertThat(there("line", "remove", "anna").code()).isZero();
        same("line", "show", "anna");
    }

    @Test
    void aKeyThatMayNotAndOneThatNobodyKnowsAreOneLine() {
        assertThat(with(support, "line", "add", "eve").err())
                .startsWith("headwater: ")
                .contains("permission")
                .hasLineCount(1);
        assertThat(with("hwk_nobody", "line", "list").err())
                .contains("does not know this key")
                .hasLineCount(1);
        assertThat(here("line", "show", "eve").code()).isNotZero();
    }

    private void same(String... command) {
        Outcome local = here(command);
        assertThat(there(command)).as(String.join(" ", command)).isEqualTo(local);
    }

    private Outcome here(String... command) {
        return run(Map.of(), Stream.concat(Arrays.stream(command), Stream.of("--data", data.toString())));
    }

    private Outcome there(String... command) {
        return with(owner, command);
    }

    private Outcome with(String key, String... command) {
        return run(Map.of("HEADWATER_KEY", key), Stream.concat(Arrays.stream(command), Stream.of("--server", server)));
    }

    private static Outcome run(Map<String, String> environment, Stream<String> command) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Headwater.commandLine(environment)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(command.toArray(String[]::new));
        return new Outcome(code, out.toString(), err.toString());
    }

    private <T extends AutoCloseable> T started(T part) {
        parts.push(part);
        return part;
    }
}
