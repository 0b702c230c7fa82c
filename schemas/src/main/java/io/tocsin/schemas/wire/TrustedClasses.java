package io.tocsin.schemas.wire;

import io.tocsin.schemas.avro.AlertTransition;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/** Avro makes no class by the name in a schema unless it is told that it may: ours, and what was trusted before. */
public final class TrustedClasses {

    private static final String OURS = AlertTransition.class.getPackageName();

    static {
        ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(type -> type.getPackageName().equals(OURS), before));
    }

    private TrustedClasses() {}

    /** Needed before Avro makes a record of ours. Once in a process; later calls do nothing. */
    public static void register() {}
}
