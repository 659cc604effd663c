package dev.headwater.standalone.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A noun of the command line: by itself it only says that a verb is missing. */
abstract class Group implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "'" + spec.name() + "' needs one of: "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
