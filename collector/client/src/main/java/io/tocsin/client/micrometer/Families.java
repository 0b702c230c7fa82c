package io.tocsin.client.micrometer;

import io.micrometer.core.instrument.Meter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which meters are shown. All meters of one Prometheus name have to be of one kind and of one name in Micrometer, or their
 * series could not be told apart: who comes first has it, as in Micrometer's registry for Prometheus. Thread-safe.
 */
final class Families {

    private record Family(String meterName, Meter.Type type, Set<Meter.Id> members) {}

    private final Map<String, Family> families = new HashMap<>();

    /** @return why the meter is not shown; null: it is */
    synchronized @Nullable String join(String prometheusName, Meter.Id meter) {
        Family family = families.computeIfAbsent(
                prometheusName, name -> new Family(meter.getName(), meter.getType(), new HashSet<>()));
        if (!family.meterName.equals(meter.getName())) {
            return "another meter, " + family.meterName + ", has the same name in Prometheus, " + prometheusName;
        }
        if (family.type != meter.getType()) {
            return "there is a meter of this name already that is a " + family.type + ", not a " + meter.getType();
        }
        family.members.add(meter);
        return null;
    }

    synchronized void leave(String prometheusName, Meter.Id meter) {
        Family family = families.get(prometheusName);
        if (family != null && family.members.remove(meter) && family.members.isEmpty()) {
            families.remove(prometheusName);
        }
    }

    synchronized boolean has(String prometheusName, Meter.Id meter) {
        Family family = families.get(prometheusName);
        return family != null && family.members.contains(meter);
    }
}
