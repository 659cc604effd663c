package dev.headwater.standalone.cli;

import dev.headwater.api.admin.OperationException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Listed here for help; the launcher runs it, since it builds first. */
@Command(name = "synth", description = "Write the templates of the cloud to infra-cdk/target/cdk.out.")
final class SynthCommand implements Callable<Integer> {
    @Option(
            names = {"-c", "--context"},
            paramLabel = "KEY=VALUE",
            description = "What a deployment can be told; as often as needed.")
    List<String> context = List.of();

    @Override
    public Integer call() {
        throw new OperationException("run it through the launcher: ./headwater synth");
    }
}
