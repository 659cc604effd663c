package dev.headwater.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Somebody else's reading of the templates, where it is installed. */
class CfnLintTest {
    @Test
    void cfnLintFindsNothing() throws IOException, InterruptedException {
        Optional<Path> lint = Cloud.program("cfn-lint");
        if (lint.isEmpty()) {
            System.out.println("The templates are not linted: cfn-lint is not on the PATH.");
        }
        Assumptions.assumeTrue(lint.isPresent(), "cfn-lint is not on the PATH");
        List<String> command = new ArrayList<>(List.of(lint.orElseThrow().toString()));
        for (Cloud cloud : List.of(Cloud.plain(), Cloud.rich())) {
            cloud.templates()
                    .keySet()
                    .forEach(name -> command.add(
                            cloud.out().resolve(name + ".template.json").toString()));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
