#include "server/loader.h"

#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <thread>

#include "tests/integration/small_store.h"

namespace annuaire {
namespace {

constexpr const char* kFirst = "20261120T061500.000Z";
constexpr const char* kSecond = "20261121T061500.000Z";

TEST(LoaderTest, WhatLdapFindsIsThereOnceItServes) {
  SmallStore store;
  ASSERT_NO_FATAL_FAILURE(store.Publish(kFirst, 1));
  for (const bool for_ldap : {false, true}) {
    Editions editions;
    Loader loader(store.path(), {.for_ldap = for_ldap}, editions);
    ASSERT_TRUE(loader.Load().ok());
    EXPECT_EQ(editions.Get()->shared_names.has_value(), for_ldap);
  }
}

TEST(LoaderTest, AnEditionIsCompletedThoughACallHoldsTheFormerOne) {
  SmallStore store;
  ASSERT_NO_FATAL_FAILURE(store.Publish(kFirst, 1));
  Editions editions;
  Loader loader(store.path(), {.patience = {}}, editions);
  ASSERT_TRUE(loader.Load().ok());
  const std::shared_ptr<const Edition> held = editions.Get();
  std::promise<void> published;
  loader.Watch([&] { published.set_value(); });
  ASSERT_NO_FATAL_FAILURE(store.Publish(kSecond, 2));
  published.get_future().wait();
  const auto is_complete = [&] {
    const std::shared_ptr<const Edition> served = editions.Get();
    return served->name() == kSecond && served->details.Get() != nullptr;
  };
  while (!is_complete()) std::this_thread::yield();
  EXPECT_EQ(held->name(), kFirst);
}

}  // namespace
}  // namespace annuaire
