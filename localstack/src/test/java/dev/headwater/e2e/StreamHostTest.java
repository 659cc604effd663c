package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.aws.CloudResources;
import dev.headwater.aws.FunctionNeeds;
import dev.headwater.aws.RoleGuard;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the deployment runs for endless streams, held to the role it has there: it does with no table and no secret more. */
class StreamHostTest {
    private static final int SECOND = 25;

    @TempDir
    private Path folder;

    @Test
    void anEndlessStreamPlaysFromAProcessThatReadsWhatItsRoleAllows() throws Exception {
        Ffmpeg.assumePresent();
        Assumptions.assumeTrue(
                System.getenv("AWS_ENDPOINT_URL") == null, "roles are held by proxies before dynalite and a stub");
        try (CloudAccount account = CloudAccount.open();
                HeadwaterProcess headend = HeadwaterProcess.up(
                        account.environment(), folder.resolve("headend"), "--cloud", "localstack", "--no-demo");
                RoleGuard guard = new RoleGuard(FunctionNeeds.STREAMS, account.environment())) {
            headend.command("channel", "add", "News", "--source", "testcard:", "--ladder", "tiny");
            HeadwaterProcess.Line line = headend.line("ada", 2);
            URI media = Http.uris(Http.get(line.channel(1))).getFirst();
            Map<String, String> environment = new HashMap<>(guard.environment());
            environment.put(CloudResources.ROLE, CloudResources.STREAMS);
            try (HeadwaterProcess streams = HeadwaterProcess.up(
                            environment,
                            folder.resolve("streams"),
                            "--cloud",
                            "aws",
                            "--no-edges",
                            "--no-worker",
                            "--no-demo");
                    Ffmpeg player = Ffmpeg.play(
                            streams.base() + media.getPath().replaceFirst("^(/play/[^/]+/).*", "$1stream.ts"))) {
                player.awaitFrames(3 * SECOND, 60);
                assertThat(player.complaints()).isEmpty();
                assertThat(guard.refused()).isEmpty();
                assertThat(guard.secretsAsked())
                        .isNotEmpty()
                        .allMatch(name -> name.matches("(ticket|signing)-key-\\d+|content-seal-key"));
            }
        }
    }
}
