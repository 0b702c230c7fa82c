package io.tocsin.standalone.quality;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The permitted arrows between the modules, {@code schemas ← promql ← stream-processor} and so on, and a few bans. */
final class ArchitectureRules {
    static final String SCHEMAS = "io.tocsin.schemas..";
    static final String PROMQL = "io.tocsin.promql..";
    static final String COLLECTOR = "io.tocsin.collector..";
    static final String CLIENT = "io.tocsin.client..";
    static final String STREAM_PROCESSOR = "io.tocsin.streamprocessor..";
    static final String NOTIFIER = "io.tocsin.notifier..";
    static final String STANDALONE = "io.tocsin.standalone..";

    private static final Set<String> TIME_OF_DAY = Set.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalTime",
            "java.time.LocalDateTime",
            "java.time.ZonedDateTime",
            "java.time.OffsetDateTime",
            "java.time.OffsetTime",
            "java.time.Year",
            "java.time.YearMonth");

    private ArchitectureRules() {}

    /** Rules for what ships, by name. */
    static Map<String, ArchRule> production() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("schemas know no other module", knowsOnly(SCHEMAS));
        rules.put("promql knows schemas only", knowsOnly(PROMQL, SCHEMAS));
        rules.put("collector knows schemas only", knowsOnly(COLLECTOR, SCHEMAS));
        rules.put("client knows no other module", knowsOnly(CLIENT));
        rules.put("client needs Kafka's clients only", needsOnly("io.tocsin.client"));
        rules.put("client's registry needs Micrometer besides", needsOnly(CLIENT, "io.micrometer.."));
        rules.put("stream-processor knows schemas and promql only", knowsOnly(STREAM_PROCESSOR, SCHEMAS, PROMQL));
        rules.put(
                "notifier knows schemas and promql's templates only",
                knowsOnly(NOTIFIER, SCHEMAS, "io.tocsin.promql.template.."));
        rules.put("nobody knows standalone", nobodyKnowsStandalone());
        rules.put("promql knows no Kafka", knowsNoKafka(PROMQL));
        rules.put("labels know no Kafka", knowsNoKafka("io.tocsin.schemas.labels.."));
        rules.put("only the edge reads the clock", onlyTheEdgeReadsTheClock());
        return rules;
    }

    /** Rules for the tests of every module, by name. */
    static Map<String, ArchRule> tests() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("no mocking library: fakes by hand, real HTTP for HTTP, real Kafka for Kafka", noMocks());
        rules.put("no test sleeps: wait for a condition with Awaitility", noSleeps());
        return rules;
    }

    private static ArchRule knowsOnly(String module, String... others) {
        String[] ours = Stream.concat(Stream.of(module), Arrays.stream(others)).toArray(String[]::new);
        DescribedPredicate<JavaClass> foreign =
                resideInAPackage("io.tocsin..").and(DescribedPredicate.not(resideInAnyPackage(ours)));
        return noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat(foreign.as("belong to a module other than %s", List.of(ours)));
    }

    /** What a library asks of its users. */
    private static ArchRule needsOnly(String where, String... besides) {
        String[] needed = Stream.concat(
                        Stream.of("java..", "org.apache.kafka..", "org.slf4j..", "org.jspecify..", CLIENT),
                        Arrays.stream(besides))
                .toArray(String[]::new);
        return noClasses().that().resideInAPackage(where).should().dependOnClassesThat(resideOutside(needed));
    }

    /** Of arrays their elements count. */
    private static DescribedPredicate<JavaClass> resideOutside(String... packages) {
        DescribedPredicate<JavaClass> inside = resideInAnyPackage(packages);
        return DescribedPredicate.describe(
                "reside outside of " + List.of(packages),
                type -> !type.getBaseComponentType().isPrimitive() && !inside.test(type.getBaseComponentType()));
    }

    private static ArchRule nobodyKnowsStandalone() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(STANDALONE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(STANDALONE);
    }

    private static ArchRule knowsNoKafka(String where) {
        return noClasses()
                .that()
                .resideInAPackage(where)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "kafka..");
    }

    private static ArchRule onlyTheEdgeReadsTheClock() {
        DescribedPredicate<HasName> edge = DescribedPredicate.describe("are of the edge", ArchitectureRules::isEdge);
        return noClasses()
                .that(DescribedPredicate.not(edge))
                .should()
                .accessTargetWhere(
                        DescribedPredicate.describe("reads the time of day", ArchitectureRules::readsTheClock));
    }

    private static boolean isEdge(HasName type) {
        return Edge.CLOCKS.containsKey(type.getName().replaceFirst("\\$.*", ""));
    }

    private static boolean readsTheClock(JavaAccess<?> access) {
        String type = access.getTargetOwner().getName();
        String member = access.getTarget().getName();
        return switch (type) {
            case "java.lang.System" -> member.equals("currentTimeMillis");
            case "java.time.Clock" -> member.startsWith("system") || member.startsWith("tick");
            case "java.time.InstantSource" -> member.equals("system");
            case "java.util.Date", "java.util.GregorianCalendar" -> member.equals("<init>");
            case "java.util.Calendar" -> member.equals("getInstance");
            default -> TIME_OF_DAY.contains(type) && member.equals("now");
        };
    }

    private static ArchRule noMocks() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.mockito..", "org.easymock..", "mockit..", "org.powermock..", "io.mockk..");
    }

    private static ArchRule noSleeps() {
        return noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "sleeps",
                        call -> call.getTarget().getName().equals("sleep")
                                && Set.of("java.lang.Thread", "java.util.concurrent.TimeUnit")
                                        .contains(call.getTargetOwner().getName())));
    }
}
