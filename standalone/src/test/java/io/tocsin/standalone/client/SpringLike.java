package io.tocsin.standalone.client;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;

/**
 * As much of Spring Boot as an application's telemetry sees: beans are made by methods from other beans and properties,
 * every meter registry becomes part of the one that the application uses, and what has a {@code close()} is closed in
 * the reverse order.
 */
final class SpringLike implements AutoCloseable {

    @Retention(RetentionPolicy.RUNTIME)
    @interface Configuration {}

    @Retention(RetentionPolicy.RUNTIME)
    @interface Bean {}

    @Retention(RetentionPolicy.RUNTIME)
    @interface Value {
        String value();
    }

    private final CompositeMeterRegistry meters = new CompositeMeterRegistry();
    private final Deque<Object> beans = new ArrayDeque<>();
    private final Map<String, String> properties;

    /** @param configuration whose methods stand in the order of their needs, by their number of parameters' beans */
    SpringLike(Object configuration, Map<String, String> properties) throws ReflectiveOperationException {
        this.properties = properties;
        Method[] methods = configuration.getClass().getDeclaredMethods();
        Arrays.sort(methods, (a, b) -> Boolean.compare(needsBean(a), needsBean(b)));
        for (Method method : methods) {
            if (method.isAnnotationPresent(Bean.class)) {
                method.setAccessible(true);
                Object[] arguments = Arrays.stream(method.getParameters())
                        .map(this::argument)
                        .toArray();
                add(method.invoke(configuration, arguments));
            }
        }
    }

    private static boolean needsBean(Method method) {
        return Arrays.stream(method.getParameters()).anyMatch(parameter -> !parameter.isAnnotationPresent(Value.class));
    }

    private Object argument(Parameter parameter) {
        Value value = parameter.getAnnotation(Value.class);
        if (value != null) {
            String name = value.value().replaceAll("^\\$\\{|}$", "");
            return Objects.requireNonNull(properties.get(name), name);
        }
        return bean(parameter.getType());
    }

    private void add(Object bean) {
        beans.push(bean);
        if (bean instanceof MeterRegistry registry) {
            meters.add(registry);
        }
    }

    private <T> T bean(Class<T> type) {
        return beans.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    /** What the application counts with. */
    MeterRegistry meters() {
        return meters;
    }

    @Override
    public void close() throws ReflectiveOperationException {
        for (Object bean : beans) {
            Object _ = bean.getClass().getMethod("close").invoke(bean);
        }
    }
}
