package dev.headwater.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** The table of modules and packages, held by the build: arrows point one way. */
@AnalyzeClasses(
        packages = "dev.headwater",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {
    private static final String CORE = "dev.headwater.core..";

    /** What other modules share of their tests comes as a jar where the whole tree is built. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule MODULES = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.headwater..")
            .layer("core")
            .definedBy(CORE)
            .layer("local-adapters")
            .definedBy("dev.headwater.local..")
            .layer("aws-adapters")
            .definedBy("dev.headwater.aws..")
            .layer("edge")
            .definedBy("dev.headwater.edge..")
            .layer("api-functions")
            .definedBy("dev.headwater.api..")
            // Not on the class path here: its controllers would be found where whole servers are tested.
            .optionalLayer("aws-functions")
            .definedBy("dev.headwater.functions..")
            .layer("ingest-worker")
            .definedBy("dev.headwater.ingest..")
            .layer("standalone")
            .definedBy("dev.headwater.standalone..")
            .whereLayer("standalone")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("local-adapters")
            .mayOnlyBeAccessedByLayers("standalone")
            .whereLayer("aws-adapters")
            .mayOnlyBeAccessedByLayers("aws-functions", "standalone")
            .whereLayer("aws-functions")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("edge")
            .mayOnlyBeAccessedByLayers("standalone")
            .whereLayer("api-functions")
            .mayOnlyBeAccessedByLayers("standalone", "aws-functions")
            .whereLayer("ingest-worker")
            .mayOnlyBeAccessedByLayers("standalone")
            .whereLayer("core")
            .mayOnlyBeAccessedByLayers(
                    "local-adapters",
                    "aws-adapters",
                    "edge",
                    "api-functions",
                    "aws-functions",
                    "ingest-worker",
                    "standalone");

    @ArchTest
    static final ArchRule THE_CORE_KNOWS_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.micronaut..",
                    "software.amazon..",
                    "org.bytedeco..",
                    "io.netty..",
                    "io.micrometer..",
                    "java.sql..",
                    "java.net.http..");

    @ArchTest
    static final ArchRule JACKSON_ONLY_IN_THE_CODEC = noClasses()
            .that()
            .resideInAPackage(CORE)
            .and()
            .resideOutsideOfPackage("dev.headwater.core.store.codec")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule CORE_PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.headwater.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule INGEST_PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.headwater.ingest.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_SUPERVISOR_TOUCHES_NO_NATIVES = noClasses()
            .that()
            .resideInAnyPackage("dev.headwater.ingest.supervisor..", "dev.headwater.ingest.frames..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco..", "dev.headwater.ingest.pipeline..");

    @ArchTest
    static final ArchRule THE_CHILD_OWNS_NO_STORE = noClasses()
            .that()
            .resideInAnyPackage("dev.headwater.ingest.pipeline..", "dev.headwater.ingest.frames..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.headwater.core.store..",
                    "dev.headwater.core.playback..",
                    "dev.headwater.core.account..",
                    "dev.headwater.ingest.supervisor..");

    @ArchTest
    static final ArchRule CONTROLLERS_STAY_PORTABLE = noClasses()
            .that()
            .resideInAPackage("dev.headwater.api..")
            .and()
            .resideOutsideOfPackage("dev.headwater.api.netty..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.netty..",
                    "io.micronaut.http.netty..",
                    "io.micronaut.http.server.netty..",
                    "software.amazon..",
                    "java.sql..");

    @ArchTest
    static final ArchRule ONLY_NETTY_KNOWS_PROMETHEUS = noClasses()
            .that()
            .resideOutsideOfPackage("dev.headwater.api.netty..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.prometheus..", "io.micrometer.prometheusmetrics..");

    @ArchTest
    static final ArchRule NO_ENVIRONMENT_IN_THE_DOMAIN = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now");

    @ArchTest
    static final ArchRule THE_EDGE_IS_CORE_AND_NETTY = classes()
            .that()
            .resideInAPackage("dev.headwater.edge..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.headwater.edge..",
                    CORE,
                    "java..",
                    "javax.net.ssl..",
                    "io.netty..",
                    "com.github.benmanes.caffeine..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule LOCAL_ADAPTERS_ARE_CORE_AND_THE_JDK = classes()
            .that()
            .resideInAPackage("dev.headwater.local..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.headwater.local..", CORE, "java..", "org.sqlite..", "org.jspecify..");

    @ArchTest
    static final ArchRule AWS_ADAPTERS_ARE_CORE_AND_THE_SDK = classes()
            .that()
            .resideInAPackage("dev.headwater.aws..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.headwater.aws..", CORE, "java..", "software.amazon.awssdk..", "org.slf4j..", "org.jspecify..");
}
