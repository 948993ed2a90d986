-- The share of what is asked for that one GPU serves, and whether it starves: llama-3.1-8b-h100.
-- Distilled from a surrogate of the twin; written by 'polarbench surrogate distil'.
-- Put it at the head of a policy's file, without its last line, or load it as it stands.
--
--   load.adapters [adapters]: adapters served
--   load.slots [slots]: adapter slots on the GPU (max_loras)
--   load.slot_rank [rank]: the rank that slots are padded to (max_lora_rank)
--   load.slots_per_adapter [1]: slots over adapters
--   load.output_rate [tokens/s]: output tokens asked for
--   load.input_rate [tokens/s]: prompt tokens asked for
--   load.token_rate [tokens/s]: prompt and output tokens asked for
--   load.output_per_slot [tokens/s]: output tokens asked for, over the slots
--   load.mean_output [tokens]: output that a request asks for
--   load.mean_input [tokens]: prompt of a request
--   load.rate_skew [1]: rate of the adapter that a request meets, over the mean rate
--   load.max_rate [requests/s]: of the adapters that are asked for most
local exp, log, max, min = math.exp, math.log, math.max, math.min

-- The logarithm of the share.
local function log_share(load)
  local out = log(load.output_rate)
  local inp = log(load.input_rate)
  local n = log(load.adapters)
  local s = log(load.slots)
  local skew = log(load.rate_skew)
  local rank = load.slot_rank / 16
  if load.input_rate < 9270 then
    if load.slots < 27 then
      if load.adapters < 16 then
        if load.mean_output < 235 then
          if load.slots_per_adapter < 1 then
            if load.mean_output < 130 then
              if load.token_rate < 18400 then
                return 0.080181 - 0.024995 * out + 0.0049115 * inp - 0.058523 * n + 0.086613 * s + 0.058389 * skew - 0.0017914 * rank
              else
                return 6.6176 - 0.5862 * out - 0.12861 * inp - 0.14349 * n + 0.11774 * s + 0.051204 * skew - 0.016467 * rank
              end
            else
              if load.slots < 2 then
                return -0.46687 + 0.018735 * out + 0.020835 * inp - 0.13062 * n + 0.084437 * skew - 0.0093877 * rank
              else
                if load.max_rate < 5.36 then
                  return 0.8501 - 0.1645 * out + 0.0041015 * inp + 0.064034 * n + 0.11427 * s + 0.010054 * skew - 0.0080026 * rank
                else
                  return 0.86727 - 0.094301 * out - 0.018429 * inp - 0.15188 * n + 0.15202 * s + 0.11309 * skew - 0.0039198 * rank
                end
              end
            end
          else
            if load.token_rate < 15700 then
              return 0.00474 - 0.0025176 * out + 0.0012029 * inp - 0.0022174 * n - 0.0022174 * s + 0.0087079 * skew - 0.00041667 * rank
            else
              return 6.2853 - 0.51434 * out - 0.18217 * inp - 0.01457 * n - 0.01457 * s + 0.032882 * skew - 0.012439 * rank
            end
          end
        else
          if load.max_rate < 14.5 then
            if load.adapters < 7 then
              if load.token_rate < 9450 then
                return -0.48613 + 0.034663 * out + 0.026597 * inp - 0.69135 * n + 0.57758 * s + 0.55571 * skew - 0.0086818 * rank
              else
                if load.mean_output < 461 then
                  return 2.9578 - 0.26708 * out - 0.090884 * inp - 0.25517 * n + 0.24473 * s + 0.15137 * skew + 0.0060976 * rank
                else
                  return 5.5292 - 0.50939 * out - 0.14058 * inp - 0.47553 * n + 0.35691 * s + 0.36082 * skew - 0.016102 * rank
                end
              end
            else
              if load.mean_output < 389 then
                return 1.3992 - 0.16631 * out - 0.045371 * inp - 0.073365 * n + 0.18388 * s + 0.10266 * skew - 0.025473 * rank
              else
                return 1.8329 - 0.22819 * out - 0.014033 * inp - 0.26282 * n + 0.29496 * s + 0.17597 * skew - 0.024091 * rank
              end
            end
          else
            if load.mean_output < 373 then
              return 4.9471 - 0.44456 * out - 0.12258 * inp - 0.21796 * n + 0.17477 * s + 0.10847 * skew + 0.0014457 * rank
            else
              return 7.8994 - 0.79216 * out - 0.1167 * inp - 0.21294 * n + 0.13798 * s + 0.18477 * skew + 0.026273 * rank
            end
          end
        end
      else
        if load.mean_output < 309 then
          if load.output_rate < 6350 then
            if load.token_rate < 9840 then
              if load.output_per_slot < 413 then
                return 0.37659 - 0.050807 * out + 0.0045774 * inp - 0.029001 * n + 0.03608 * s + 0.0097742 * skew - 0.004203 * rank
              else
                if load.rate_skew < 1.79 then
                  return 1.6049 - 0.21344 * out - 0.0063659 * inp - 0.03523 * n + 0.14674 * s - 0.15775 * skew + 0.0028013 * rank
                else
                  return 0.77655 - 0.18053 * out + 0.041264 * inp - 0.044826 * n + 0.23055 * s + 0.045415 * skew - 0.01559 * rank
                end
              end
            else
              return 2.5844 - 0.22896 * out - 0.099806 * inp - 0.06609 * n + 0.15011 * s + 0.039413 * skew - 0.0074668 * rank
            end
          else
            if load.mean_output < 168 then
              if load.slots_per_adapter < 0.0935 then
                return 6.5569 - 0.63649 * out - 0.067226 * inp - 0.21805 * n + 0.22914 * s + 0.062062 * skew - 0.0029206 * rank
              else
                return 4.9103 - 0.48343 * out - 0.05378 * inp - 0.10589 * n + 0.075654 * s + 0.053334 * skew - 0.013301 * rank
              end
            else
              if load.slots_per_adapter < 0.12 then
                if load.max_rate < 1.11 then
                  return 6.1628 - 0.64722 * out - 0.06047 * inp - 0.14601 * n + 0.21152 * s + 0.034534 * skew - 0.0079397 * rank
                else
                  if load.mean_output < 217 then
                    return 4.6162 - 0.42988 * out - 0.080255 * inp - 0.20588 * n + 0.22139 * s + 0.060841 * skew - 0.00080811 * rank
                  else
                    return 5.0346 - 0.45624 * out - 0.10035 * inp - 0.25083 * n + 0.2544 * s + 0.092375 * skew - 0.0048159 * rank
                  end
                end
              else
                return 4.9292 - 0.48202 * out - 0.087044 * inp - 0.10114 * n + 0.1038 * s + 0.06213 * skew - 0.009274 * rank
              end
            end
          end
        else
          if load.mean_output < 441 then
            if load.output_rate < 6990 then
              return 1.8024 - 0.22984 * out - 0.046421 * inp - 0.062467 * n + 0.21799 * s + 0.036522 * skew + 0.003573 * rank
            else
              return 5.6251 - 0.5822 * out - 0.093334 * inp - 0.13804 * n + 0.19655 * s + 0.10419 * skew - 0.009575 * rank
            end
          else
            if load.token_rate < 8630 then
              return 1.9727 - 0.2937 * out - 0.010912 * inp - 0.090646 * n + 0.27176 * s + 0.069481 * skew + 0.034676 * rank
            else
              return 5.4956 - 0.6016 * out - 0.094148 * inp - 0.12925 * n + 0.23486 * s + 0.11509 * skew - 0.0019562 * rank
            end
          end
        end
      end
    else
      if load.input_rate < 4530 then
        if load.slots < 160 then
          if load.output_rate < 6390 then
            if load.mean_output < 370 then
              if load.slots < 99 then
                return 0.80071 - 0.084134 * out + 0.012509 * inp - 0.041218 * n - 0.0066822 * s + 0.012856 * skew - 0.0084982 * rank
              else
                return 3.2472 - 0.15313 * out - 0.066594 * inp - 0.07908 * n - 0.21849 * s + 0.021333 * skew - 0.057156 * rank
              end
            else
              if load.token_rate < 3730 then
                return 0.33224 - 0.041152 * out + 0.0037319 * inp - 0.021145 * n + 0.0098826 * s + 0.0061119 * skew - 0.0045546 * rank
              else
                return 4.4088 - 0.35631 * out - 0.078407 * inp - 0.062833 * n - 0.15796 * s + 0.028572 * skew - 0.030257 * rank
              end
            end
          else
            if load.mean_output < 278 then
              if load.mean_output < 187 then
                return 6.7225 - 0.59572 * out - 0.078332 * inp - 0.10312 * n - 0.081367 * s + 0.037648 * skew - 0.032334 * rank
              else
                return 7.7322 - 0.69776 * out - 0.087691 * inp - 0.084263 * n - 0.14133 * s + 0.044843 * skew - 0.036419 * rank
              end
            else
              if load.mean_output < 399 then
                return 8.0732 - 0.76891 * out - 0.066176 * inp - 0.083668 * n - 0.13285 * s + 0.036629 * skew - 0.036401 * rank
              else
                return 8.5946 - 0.77754 * out - 0.075569 * inp - 0.066939 * n - 0.29054 * s + 0.023527 * skew - 0.046797 * rank
              end
            end
          end
        else
          return 5.7888 - 0.42041 * out - 0.067772 * inp - 0.15503 * n - 0.2217 * s + 0.079384 * skew - 0.090407 * rank
        end
      else
        if load.slots < 64 then
          if load.output_rate < 5560 then
            if load.mean_input < 285 then
              return 2.2917 - 0.19876 * out - 0.039566 * inp - 0.062568 * n - 0.0035506 * s + 0.026454 * skew - 0.013032 * rank
            else
              return 1.8824 - 0.23024 * out + 0.037251 * inp - 0.034464 * n - 0.075482 * s + 0.022097 * skew - 0.0009785 * rank
            end
          else
            if load.mean_output < 196 then
              return 7.8015 - 0.58201 * out - 0.23279 * inp - 0.1006 * n - 0.058402 * s + 0.039434 * skew - 0.022693 * rank
            else
              return 6.9059 - 0.79929 * out + 0.065228 * inp - 0.075781 * n - 0.08163 * s + 0.039712 * skew - 0.033428 * rank
            end
          end
        else
          if load.slots < 154 then
            if load.mean_output < 129 then
              return 5.7484 - 0.18791 * out - 0.29807 * inp - 0.059537 * n - 0.30369 * s + 0.018001 * skew - 0.02717 * rank
            else
              if load.slots < 95 then
                return 8.131 - 0.37157 * out - 0.40161 * inp - 0.081173 * n - 0.27052 * s + 0.020399 * skew - 0.059586 * rank
              else
                return 10.141 - 0.44784 * out - 0.46568 * inp - 0.13533 * n - 0.37802 * s + 0.025052 * skew - 0.11776 * rank
              end
            end
          else
            return 10.269 - 0.42821 * out - 0.44945 * inp - 0.285 * n - 0.32397 * s + 0.11362 * skew - 0.13694 * rank
          end
        end
      end
    end
  else
    if load.slots < 17 then
      if load.mean_output < 103 then
        if load.output_rate < 6130 then
          if load.token_rate < 19300 then
            if load.slots_per_adapter < 0.5 then
              return 1.4704 - 0.077935 * out - 0.09886 * inp - 0.043083 * n + 0.093649 * s + 0.020104 * skew - 0.0080237 * rank
            else
              return -0.012979 - 0.0048857 * out + 0.004232 * inp - 0.2033 * n + 0.20407 * s + 0.10576 * skew + 0.00055214 * rank
            end
          else
            return 7.6865 - 0.19324 * out - 0.63731 * inp - 0.065459 * n + 0.073567 * s + 0.036787 * skew - 0.003881 * rank
          end
        else
          if load.slots_per_adapter < 0.125 then
            return 9.1426 - 0.56815 * out - 0.40308 * inp - 0.24129 * n + 0.24902 * s + 0.049868 * skew - 0.0044706 * rank
          else
            return 8.7097 - 0.4228 * out - 0.5325 * inp - 0.081589 * n + 0.063075 * s + 0.055399 * skew - 0.0039618 * rank
          end
        end
      else
        if load.slots_per_adapter < 0.0556 then
          if load.max_rate < 1.63 then
            return 8.3413 - 0.54218 * out - 0.40445 * inp - 0.15207 * n + 0.22051 * s + 0.072359 * skew - 0.0061498 * rank
          else
            return 7.5034 - 0.47266 * out - 0.33452 * inp - 0.28039 * n + 0.26948 * s + 0.096593 * skew - 0.001301 * rank
          end
        else
          if load.output_rate < 9860 then
            if load.mean_output < 196 then
              if load.token_rate < 19400 then
                if load.adapters < 7 then
                  return -0.48486 + 0.031585 * out + 0.021089 * inp - 0.21231 * n + 0.15532 * s + 0.097653 * skew + 0.0094177 * rank
                else
                  return 1.969 - 0.15639 * out - 0.084454 * inp - 0.078086 * n + 0.11455 * s + 0.043127 * skew - 0.011012 * rank
                end
              else
                return 7.5945 - 0.32559 * out - 0.51277 * inp - 0.11496 * n + 0.10065 * s + 0.057434 * skew - 0.015418 * rank
              end
            else
              if load.max_rate < 21.9 then
                return 4.8193 - 0.11989 * out - 0.42745 * inp - 0.13612 * n + 0.13802 * s + 0.064166 * skew - 0.0018719 * rank
              else
                return 4.4385 - 0.18879 * out - 0.31161 * inp - 0.19571 * n + 0.13279 * s + 0.14084 * skew - 0.0032608 * rank
              end
            end
          else
            return 8.4076 - 0.61257 * out - 0.32518 * inp - 0.12405 * n + 0.10493 * s + 0.069781 * skew - 0.010591 * rank
          end
        end
      end
    else
      if load.slots < 96 then
        if load.output_rate < 5370 then
          return 7.7453 - 0.16654 * out - 0.58529 * inp - 0.050664 * n - 0.21165 * s + 0.017936 * skew - 0.026388 * rank
        else
          if load.slots < 44 then
            if load.mean_output < 114 then
              return 9.5438 - 0.48131 * out - 0.52699 * inp - 0.075184 * n - 0.076127 * s + 0.02571 * skew - 0.0025622 * rank
            else
              return 8.7666 - 0.52356 * out - 0.43362 * inp - 0.081299 * n - 0.01685 * s + 0.039166 * skew - 0.027545 * rank
            end
          else
            return 9.9895 - 0.51774 * out - 0.47125 * inp - 0.062717 * n - 0.27769 * s + 0.023567 * skew - 0.063977 * rank
          end
        end
      else
        if load.slots_per_adapter < 0.5 then
          return 10.989 - 0.36258 * out - 0.5954 * inp - 0.050592 * n - 0.58526 * s + 0.040552 * skew - 0.11503 * rank
        else
          return 10.668 - 0.35689 * out - 0.59604 * inp - 0.2543 * n - 0.31543 * s + 0.16935 * skew - 0.10949 * rank
        end
      end
    end
  end
end

local function served_share(load)
  return exp(max(-4.605170185988092, min(-0.004008021397538822, log_share(load))))
end

local function is_starved(load) return served_share(load) < 0.9 end

return { served_share = served_share, is_starved = is_starved }
