/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A Kafka 4.3.1 broker inside this JVM, in a class loader of its own so that its libraries meet none of ours.
 *
 * <p>Starts faster than a process; cannot be killed.
 */
final class EmbeddedKafka implements KafkaBroker {
    private final BrokerFiles files;
    private URLClassLoader loader;
    private Object server;
    private boolean formatted;

    EmbeddedKafka(Path directory) {
        this.files = new BrokerFiles(directory);
    }

    @Override
    public String bootstrapServers() {
        return files.bootstrapServers();
    }

    @Override
    public void start() {
        inItsOwnLoader(() -> {
            if (!formatted) {
                files.write();
                format();
                formatted = true;
            }
            Class<?> configClass = loader.loadClass("kafka.server.KafkaConfig");
            Class<?> timeClass = loader.loadClass("org.apache.kafka.common.utils.Time");
            Properties properties = new Properties();
            try (var reader = Files.newBufferedReader(files.properties())) {
                properties.load(reader);
            }
            Object config = configClass.getMethod("fromProps", Properties.class).invoke(null, properties);
            Object time = timeClass.getField("SYSTEM").get(null);
            server = loader.loadClass("kafka.server.KafkaRaftServer")
                    .getConstructor(configClass, timeClass)
                    .newInstance(config, time);
            server.getClass().getMethod("startup").invoke(server);
        });
    }

    @Override
    public void stop() {
        if (server != null) {
            inItsOwnLoader(() -> {
                server.getClass().getMethod("shutdown").invoke(server);
                server.getClass().getMethod("awaitShutdown").invoke(server);
            });
            server = null;
        }
    }

    @Override
    public void kill() {
        throw new UnsupportedOperationException(
                "Cannot kill a broker that shares this JVM. Use -Dkafka=process or -Dkafka=testcontainers");
    }

    @Override
    public void close() {
        stop();
    }

    private void format() throws ReflectiveOperationException {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Object code = loader.loadClass("kafka.tools.StorageTool")
                .getMethod("execute", String[].class, PrintStream.class)
                .invoke(null, files.formatArguments().toArray(String[]::new), nowhere);
        if (!Integer.valueOf(0).equals(code)) {
            throw new StackException("Cannot format the broker's data directory in " + files.directory());
        }
    }

    private void inItsOwnLoader(Step step) {
        if (loader == null) {
            loader = new URLClassLoader(jarUrls(), ClassLoader.getPlatformClassLoader());
        }
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            step.run();
        } catch (ReflectiveOperationException | IOException e) {
            throw new StackException("Cannot run a broker inside this JVM", e);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static URL[] jarUrls() {
        try (Stream<Path> jars = Files.list(Runtimes.broker())) {
            List<Path> sorted = jars.sorted().toList();
            URL[] urls = new URL[sorted.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = sorted.get(i).toUri().toURL();
            }
            return urls;
        } catch (MalformedURLException e) {
            throw new StackException("Cannot name the broker's jars", e);
        } catch (IOException e) {
            throw new StackException("Cannot list the broker's jars", e);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws ReflectiveOperationException, IOException;
    }
}
