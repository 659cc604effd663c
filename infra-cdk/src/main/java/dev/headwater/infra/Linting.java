package dev.headwater.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;

/** What cfn-lint is to overlook: it reads that in the templates themselves. */
final class Linting {
    /** A dependency that follows from a reference too: the CDK states both. */
    private static final String STATED_TWICE = "W3005";

    private Linting() {}

    static void tell(List<Stack> stacks) {
        stacks.forEach(stack ->
                stack.addMetadata("cfn-lint", Map.of("config", Map.of("ignore_checks", List.of(STATED_TWICE)))));
    }
}
