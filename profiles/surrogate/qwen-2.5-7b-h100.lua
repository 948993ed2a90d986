-- The share of what is asked for that one GPU serves, and whether it starves: qwen-2.5-7b-h100.
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
  if load.input_rate < 9730 then
    if load.output_per_slot < 606 then
      if load.output_rate < 4600 then
        if load.slots < 181 then
          if load.token_rate < 6230 then
            if load.slots_per_adapter < 0.08 then
              return 0.30966 - 0.044204 * out + 0.014372 * inp - 0.04277 * n + 0.040306 * s + 0.0075424 * skew - 0.0044953 * rank
            else
              return 0.043129 - 0.025101 * out + 0.01648 * inp - 0.005094 * n + 0.0044313 * s + 0.0034755 * skew - 0.0015924 * rank
            end
          else
            if load.slots < 76 then
              return 0.5187 - 0.053486 * out - 0.01179 * inp - 0.024661 * n + 0.026332 * s + 0.0087306 * skew - 0.0031678 * rank
            else
              if load.input_rate < 4470 then
                return 2.0988 - 0.16335 * out - 0.031362 * inp - 0.047662 * n - 0.061024 * s + 0.015495 * skew - 0.014031 * rank
              else
                return 4.6891 - 0.16859 * out - 0.24036 * inp - 0.068604 * n - 0.19994 * s + 0.021592 * skew - 0.02089 * rank
              end
            end
          end
        else
          if load.input_rate < 2480 then
            if load.output_rate < 1960 then
              return 0.35244 - 0.034464 * out + 0.019073 * inp + 0.0021483 * n - 0.047314 * s + 0.001656 * skew - 0.028929 * rank
            else
              return 3.7987 - 0.27749 * out - 0.029071 * inp - 0.087328 * n - 0.15992 * s + 0.039929 * skew - 0.11212 * rank
            end
          else
            return 7.8042 - 0.30528 * out - 0.35205 * inp - 0.11484 * n - 0.35217 * s + 0.061858 * skew - 0.1172 * rank
          end
        end
      else
        if load.slots < 64 then
          if load.mean_output < 196 then
            return 4.3628 - 0.40045 * out - 0.080479 * inp - 0.073191 * n + 0.021923 * s + 0.040101 * skew - 0.013609 * rank
          else
            if load.mean_output < 340 then
              if load.output_rate < 6430 then
                if load.input_rate < 6300 then
                  return 1.4608 - 0.15542 * out - 0.013141 * inp - 0.047318 * n + 0.03561 * s + 0.020692 * skew - 0.0048626 * rank
                else
                  if load.slots < 39 then
                    return 2.1529 - 0.064077 * out - 0.1937 * inp - 0.052943 * n + 0.066133 * s + 0.037832 * skew - 0.0053479 * rank
                  else
                    return 4.2391 - 0.12527 * out - 0.31 * inp - 0.068543 * n - 0.056031 * s + 0.040802 * skew - 0.01436 * rank
                  end
                end
              else
                if load.max_rate < 1.03 then
                  return 6.0737 - 0.593 * out - 0.080289 * inp - 0.077524 * n + 0.0097573 * s + 0.021663 * skew - 0.0083821 * rank
                else
                  return 5.2571 - 0.48012 * out - 0.10304 * inp - 0.10757 * n + 0.04625 * s + 0.062888 * skew - 0.0079798 * rank
                end
              end
            else
              return 4.9468 - 0.50555 * out - 0.06811 * inp - 0.10244 * n + 0.084744 * s + 0.06447 * skew - 0.0054913 * rank
            end
          end
        else
          if load.mean_output < 212 then
            if load.slots < 128 then
              return 7.5111 - 0.52047 * out - 0.22362 * inp - 0.070877 * n - 0.19466 * s + 0.024409 * skew - 0.020574 * rank
            else
              return 10.702 - 0.61739 * out - 0.3237 * inp - 0.12365 * n - 0.442 * s + 0.046154 * skew - 0.066799 * rank
            end
          else
            return 7.056 - 0.56416 * out - 0.099373 * inp - 0.071398 * n - 0.25019 * s + 0.01679 * skew - 0.035643 * rank
          end
        end
      end
    else
      if load.adapters < 8 then
        if load.mean_output < 338 then
          if load.slots_per_adapter < 1 then
            if load.mean_output < 185 then
              if load.output_rate < 11000 then
                return 0.072917 - 0.028787 * out + 0.0090198 * inp - 0.077537 * n + 0.09095 * s + 0.080537 * skew - 0.0001225 * rank
              else
                return 7.2612 - 0.66523 * out - 0.13622 * inp - 0.07999 * n + 0.096107 * s + 0.033435 * skew + 0.0071221 * rank
              end
            else
              if load.token_rate < 10800 then
                if load.max_rate < 7.18 then
                  return 0.46924 - 0.21915 * out + 0.079194 * inp + 0.088135 * n + 0.32485 * s + 0.025199 * skew - 0.031788 * rank
                else
                  return -0.3471 + 0.0046074 * out + 0.019671 * inp - 0.25898 * n + 0.21434 * s + 0.29312 * skew + 0.0031604 * rank
                end
              else
                if load.token_rate < 17200 then
                  if load.max_rate < 19.2 then
                    return -0.65853 + 0.017212 * out + 0.037154 * inp - 0.1057 * n + 0.10453 * s + 0.082332 * skew + 0.0010247 * rank
                  else
                    return -0.10349 + 0.0041586 * out - 0.0014634 * inp - 0.22643 * n + 0.15532 * s + 0.1755 * skew - 0.0016694 * rank
                  end
                else
                  return 6.3192 - 0.52737 * out - 0.18321 * inp - 0.17366 * n + 0.14228 * s + 0.11447 * skew - 0.0012756 * rank
                end
              end
            end
          else
            if load.token_rate < 16500 then
              return -0.018329 - 0.0086804 * out + 0.0081649 * inp - 0.0036816 * n - 0.0036816 * s + 0.014138 * skew - 0.00040949 * rank
            else
              return 6.1579 - 0.51746 * out - 0.16901 * inp - 0.0019436 * n - 0.0019436 * s + 0.041577 * skew - 0.0066764 * rank
            end
          end
        else
          if load.token_rate < 11500 then
            return -1.0449 + 0.092895 * out + 0.02534 * inp - 0.6055 * n + 0.4394 * s + 0.43221 * skew + 0.0046325 * rank
          else
            if load.mean_output < 435 then
              return 3.8967 - 0.3398 * out - 0.1033 * inp - 0.30912 * n + 0.22699 * s + 0.19398 * skew - 0.010988 * rank
            else
              return 5.8772 - 0.55452 * out - 0.11192 * inp - 0.32502 * n + 0.24199 * s + 0.20547 * skew - 0.01151 * rank
            end
          end
        end
      else
        if load.mean_output < 261 then
          if load.output_rate < 11100 then
            if load.output_rate < 6260 then
              if load.mean_output < 151 then
                return 0.53897 - 0.1031 * out + 0.019696 * inp - 0.030612 * n + 0.1184 * s + 0.012153 * skew - 0.008436 * rank
              else
                if load.slots < 2 then
                  return 0.27252 - 0.026918 * out - 0.024133 * inp - 0.075222 * n - 0.071306 * skew + 0.012696 * rank
                else
                  if load.max_rate < 5.25 then
                    return 1.9767 - 0.20944 * out - 0.067068 * inp - 0.015555 * n + 0.15188 * s - 0.0028846 * skew - 0.013198 * rank
                  else
                    return 1.251 - 0.1527 * out - 0.01719 * inp - 0.11785 * n + 0.17203 * s + 0.098563 * skew - 0.0037338 * rank
                  end
                end
              end
            else
              if load.mean_output < 123 then
                return 3.8005 - 0.35188 * out - 0.069764 * inp - 0.12993 * n + 0.13297 * s + 0.04294 * skew - 0.0065204 * rank
              else
                if load.slots_per_adapter < 0.0667 then
                  if load.max_rate < 0.877 then
                    return 6.2955 - 0.55479 * out - 0.16138 * inp - 0.16135 * n + 0.24944 * s + 0.032735 * skew - 0.0024525 * rank
                  else
                    return 3.5508 - 0.28387 * out - 0.091461 * inp - 0.24385 * n + 0.26474 * s + 0.060331 * skew + 0.00027002 * rank
                  end
                else
                  if load.max_rate < 9.57 then
                    if load.slots_per_adapter < 0.125 then
                      return 3.7946 - 0.41664 * out - 0.022898 * inp - 0.11295 * n + 0.14093 * s + 0.022937 * skew - 0.010043 * rank
                    else
                      return 2.0673 - 0.17249 * out - 0.083906 * inp - 0.066902 * n + 0.095904 * s + 0.020617 * skew - 0.0030315 * rank
                    end
                  else
                    return 1.6953 - 0.14079 * out - 0.060431 * inp - 0.13936 * n + 0.12677 * s + 0.081365 * skew - 0.0068065 * rank
                  end
                end
              end
            end
          else
            if load.slots_per_adapter < 0.143 then
              return 7.9664 - 0.77229 * out - 0.066651 * inp - 0.26468 * n + 0.24372 * s + 0.078386 * skew - 0.00039473 * rank
            else
              return 7.7365 - 0.7517 * out - 0.083572 * inp - 0.13101 * n + 0.077072 * s + 0.05736 * skew - 0.003047 * rank
            end
          end
        else
          if load.token_rate < 11400 then
            if load.max_rate < 2.29 then
              return 3.319 - 0.45581 * out - 0.033794 * inp + 0.019419 * n + 0.25833 * s - 0.025614 * skew + 0.0012646 * rank
            else
              return -0.01637 - 0.085167 * out + 0.044832 * inp - 0.18918 * n + 0.30062 * s + 0.17347 * skew + 0.011158 * rank
            end
          else
            if load.mean_output < 371 then
              return 4.7277 - 0.42152 * out - 0.12008 * inp - 0.19686 * n + 0.18369 * s + 0.10658 * skew - 0.012559 * rank
            else
              return 5.4896 - 0.53077 * out - 0.10507 * inp - 0.21234 * n + 0.21649 * s + 0.12119 * skew - 0.0063606 * rank
            end
          end
        end
      end
    end
  else
    if load.slots < 22 then
      if load.mean_output < 106 then
        if load.output_rate < 5490 then
          if load.token_rate < 18200 then
            return 0.95467 - 0.066322 * out - 0.052833 * inp - 0.045492 * n + 0.08433 * s + 0.013221 * skew - 0.002147 * rank
          else
            return 7.4616 - 0.18441 * out - 0.62736 * inp - 0.057135 * n + 0.070907 * s + 0.027035 * skew - 0.0047764 * rank
          end
        else
          if load.slots_per_adapter < 0.118 then
            return 9.288 - 0.54989 * out - 0.46217 * inp - 0.15754 * n + 0.16815 * s + 0.037907 * skew - 0.014037 * rank
          else
            return 8.7291 - 0.42556 * out - 0.54021 * inp - 0.06826 * n + 0.05283 * s + 0.044542 * skew - 0.0087819 * rank
          end
        end
      else
        if load.slots_per_adapter < 0.0558 then
          if load.mean_input < 223 then
            if load.max_rate < 1.68 then
              return 8.3213 - 1.06 * out + 0.12098 * inp - 0.1655 * n + 0.21459 * s + 0.084529 * skew - 0.0069246 * rank
            else
              return 8.1893 - 0.74711 * out - 0.12784 * inp - 0.28921 * n + 0.28294 * s + 0.092261 * skew - 0.0052517 * rank
            end
          else
            return 7.4531 - 0.58571 * out - 0.25687 * inp - 0.18125 * n + 0.20067 * s + 0.053474 * skew + 0.0067222 * rank
          end
        else
          if load.output_rate < 10200 then
            if load.max_rate < 26 then
              return 4.799 - 0.26233 * out - 0.28535 * inp - 0.12167 * n + 0.1272 * s + 0.057692 * skew - 0.0039758 * rank
            else
              return 6.3256 - 0.30197 * out - 0.40239 * inp - 0.17836 * n + 0.12436 * s + 0.11632 * skew - 0.0022733 * rank
            end
          else
            if load.max_rate < 3.2 then
              return 8.4465 - 0.8234 * out - 0.11525 * inp - 0.1362 * n + 0.10639 * s + 0.10858 * skew - 0.0070385 * rank
            else
              if load.slots_per_adapter < 0.333 then
                return 8.016 - 0.60894 * out - 0.27888 * inp - 0.16107 * n + 0.13888 * s + 0.074118 * skew - 0.010599 * rank
              else
                return 8.7165 - 0.56918 * out - 0.39923 * inp - 0.10671 * n + 0.07394 * s + 0.059498 * skew + 0.001357 * rank
              end
            end
          end
        end
      end
    else
      if load.slots < 72 then
        if load.output_rate < 4570 then
          return 7.8286 - 0.15116 * out - 0.62877 * inp - 0.049578 * n - 0.1521 * s + 0.01206 * skew - 0.016593 * rank
        else
          return 9.222 - 0.49587 * out - 0.46549 * inp - 0.071354 * n - 0.13848 * s + 0.034441 * skew - 0.01749 * rank
        end
      else
        if load.slots < 160 then
          if load.slots_per_adapter < 0.6 then
            return 10.478 - 0.3022 * out - 0.663 * inp - 0.056222 * n - 0.43009 * s + 0.032504 * skew - 0.03037 * rank
          else
            if load.rate_skew < 2.83 then
              return 10.272 - 0.31115 * out - 0.67737 * inp - 0.17056 * n - 0.22421 * s + 0.091474 * skew - 0.025453 * rank
            else
              return 10.279 - 0.3344 * out - 0.65169 * inp - 0.16332 * n - 0.20544 * s - 0.010491 * skew - 0.022555 * rank
            end
          end
        else
          return 10.472 - 0.30962 * out - 0.61186 * inp - 0.21264 * n - 0.34443 * s + 0.14099 * skew - 0.094174 * rank
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
