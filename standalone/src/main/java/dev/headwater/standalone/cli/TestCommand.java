package dev.headwater.standalone.cli;

import dev.headwater.api.admin.OperationException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Listed here for help; the launcher runs it, since it builds first. */
@Command(name = "test", description = "Run everything CI runs: build, style, unit, contract and end-to-end tests.")
final class TestCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new OperationException("run it through the launcher: ./headwater test");
    }
}
